"""Walking through flows: from node to node until something is asked, waited for, or over."""

from datetime import datetime, timedelta

from conversations.effects import RaiseAlert, Say
from conversations.events import Started
from conversations.flow import Flow
from conversations.nodes.asking import Asking
from conversations.nodes.node import END
from conversations.session import Json, Session
from conversations.signposting import explained
from conversations.step import Step
from conversations.talk import is_question, is_sentence
from conversations.turn import Turn

DEPTH = 3
"""How many conversations may lie on top of each other before the oldest is let go."""

LOOK_AGAIN = timedelta(days=1)
"""How long a timer is put off for somebody whose pause has no end that we know."""

PATIENCE = 2
"""How often something is asked before we move on: nobody is trapped."""

WELCOME = "welcome"
PASS_ON = "pass_it_on"
DELETE = "delete_my_data"
PAUSE = "pause"
MY_DATA = "my_data"
PERSON = "talk_to_person"
JOIN_UP = "join_up"
"""Flows that the engine itself begins; a directory of flows may reword them."""


def start(turn: Turn, started: Started, aside: tuple[Json, ...] = ()) -> Turn:
    """Begin a flow on top of what is open. Whoever has not agreed is welcomed first, if they have just written."""
    if turn.person.stopped:
        return turn
    flow = turn.flows.current(started.flow)
    if flow.whom == "agreed" and not turn.person.agreed:
        return start(turn, Started(WELCOME, started.given), aside) if turn.kind == "reply" else turn
    if turn.kind != "reply" and (until := _must_wait(turn)) and all(each.flow != flow.name for each in turn.stack):
        return turn.saving(_new(flow, started, aside).model_copy(update={"status": "queued", "due": until}))
    already = next((session for session in turn.stack if session.flow == flow.name), None)
    if already and not started.given and already.status != "queued":
        return ask(turn, already, again="where_we_were" if _long_ago(turn, already) else None)
    if already:
        turn = turn.closing(already)
    session = _new(flow, started, aside)
    return go(_with_room(turn), session, flow.start)


def _with_room(turn: Turn) -> Turn:
    """So many open questions that one more may be put; the oldest are let go."""
    open_questions = tuple(session for session in turn.stack if session.status == "asking")
    return let_go(turn, open_questions[DEPTH - 1 :])


def _new(flow: Flow, started: Started, aside: tuple[Json, ...]) -> Session:
    return Session(flow=flow.name, version=flow.version, node=flow.start, memory=dict(started.given), aside=aside)


def _must_wait(turn: Turn) -> datetime | None:
    """Until when nothing new is begun: a worker is writing, or what the bot asked last has not been answered yet."""
    if turn.person.taken_over_until:
        return turn.person.taken_over_until
    heard = turn.person.heard_at
    for session in turn.stack:
        question = turn.question(session) if session.status == "asking" else None
        if question and not question.quiet and session.asked_at and (heard is None or session.asked_at > heard):
            until = session.asked_at + LOOK_AGAIN
            return until if until > turn.now else None
    return None


def _long_ago(turn: Turn, session: Session) -> bool:
    return session.asked_at is not None and turn.now - session.asked_at >= LOOK_AGAIN


def go(turn: Turn, session: Session, to: str) -> Turn:
    """Walk on to the node `to` and from there."""
    nodes = turn.flow(session).nodes
    for _ in range(2 * len(nodes)):
        if to == END:
            break
        session = session.model_copy(update={"node": to, "misses": 0, "status": "asking", "due": None, "again": ""})
        step = nodes[to].enter(turn.scene(session))
        turn, session = apply(turn, session, step)
        if step.begin:
            return start(turn.closing(session), step.begin, session.aside)
        if step.to is None:
            return rest(turn, session, step)
        to = step.to
    return end(turn, session)


def follow(turn: Turn, session: Session, step: Step) -> Turn:
    """Do what the session's node decided about a reply or a timer."""
    session = session.model_copy(update={"misses": 0})
    if step.to is None:
        turn, session = apply(turn, session, step)
        return turn.saving(session)
    if isinstance(turn.node(session), Asking):
        session = session.model_copy(update={"trail": (*session.trail, session.node)})
    turn, session = apply(turn, session, step)
    return go(turn, session, step.to)


def apply(turn: Turn, session: Session, step: Step) -> tuple[Turn, Session]:
    """The effects done, the memory made."""
    changed = {"memory": {**session.memory, **step.memory}, "aside": (*session.aside, *step.aside)}
    session = session.model_copy(update=changed)
    return turn.saving(session).doing(*step.effects), session


def rest(turn: Turn, session: Session, step: Step) -> Turn:
    """Stay at a node, and ask to be woken if it has only so much patience."""
    node = turn.node(session)
    length: timedelta | None = node.patience if isinstance(node, Asking) else step.wait
    status = "asking" if isinstance(node, Asking) else "waiting"
    due = turn.now + length if length else None
    changed = {"status": status, "due": due, "again": "", "asked_at": turn.now}
    turn = turn.saving(session.model_copy(update=changed))
    return turn if status == "asking" else _back_to(turn)


def end(turn: Turn, session: Session) -> Turn:
    """Close a session, offer to pass on what was said beside the point, and go back to what lies beneath."""
    turn = turn.closing(session)
    if turn.person.stopped:
        return let_go(turn, turn.stack)
    if session.aside and turn.person.agreed:
        return offering(turn, session.aside)
    return _back_to(turn)


def offering(turn: Turn, told: tuple[Json, ...]) -> Turn:
    """Ask whether to pass this on, with what was offered before and has not been answered yet."""
    before = next((each.memory.get("offered") for each in turn.stack if each.flow == PASS_ON), None)
    return start(turn, Started(PASS_ON, {"offered": [*(before if isinstance(before, list) else ()), *told]}))


def _back_to(turn: Turn) -> Turn:
    """Ask again what lies beneath, if somebody is there to answer; or begin what is queued."""
    beneath = turn.asking
    queued = [session for session in turn.stack if session.status == "queued"]
    if beneath is None and queued and not turn.person.paused and not turn.person.taken_over_until:
        return go(turn, queued[-1], queued[-1].node)
    silent = turn.kind != "reply" or turn.person.paused
    return turn if silent or beneath is None else ask(turn, beneath, again="back_to")


def let_go(turn: Turn, sessions: tuple[Session, ...]) -> Turn:
    """Close sessions that were not finished. A wish to be deleted that was still asked about stands."""
    for session in sessions:
        turn = turn.closing(session)
        turn = turn.doing(RaiseAlert("delete_data")) if session.flow == DELETE else turn
    return turn


def ask(turn: Turn, session: Session, again: str | None = None) -> Turn:
    """Ask what the session is asking, with a shared line before it."""
    question = turn.question(session)
    if question is None or not question.worth_repeating:
        return turn.saving(session)
    said = question.prompt(turn.scene(session))
    before = f"{turn.shared(again)} " if again else ""
    session = session.model_copy(update={"asked_at": turn.now})
    return turn.saving(session).doing(Say(f"{before}{said.text}", said.choices, said.kind))


def answer(turn: Turn, session: Session, question: Asking, text: str) -> Turn:
    """Take a text as the answer to what the session is asking."""
    step = question.answer(turn.scene(session), text)
    return miss(turn, session, question, text) if step is None else follow(turn, session, step)


def miss(turn: Turn, session: Session, question: Asking, text: str) -> Turn:
    """A text that was no answer: note what it tells, ask once more, and the second time move on.

    A question to us is not held against anybody: it gets the way to a person, and ours is put again. Nor is more of
    what ours is about.
    """
    turn, session = apply(turn, session, question.overhear(turn.scene(session), text))
    if turn.files and question.sets_aside_files:
        turn, session = set_aside(turn, session, turn.said(text))
    if question.quiet:
        return _at_open_door(turn, session, text)
    if question.lets_pass(turn.scene(session), text):
        return turn
    if is_question(text):
        return _again(turn.saying("good_question"), session, question)
    if question.takes_in(text):
        return _again(turn.saving(session), session, question)
    if question.sets_aside(text):
        turn, session = set_aside(turn, session, turn.said(text))
    session = session.model_copy(update={"misses": session.misses + 1})
    if session.misses < PATIENCE:
        return _again(turn.saving(session), session, question)
    if question.lost:
        return go(turn, session, question.lost)
    return follow(turn.saying("moving_on"), session, question.skipped(turn.scene(session)))


def set_aside(turn: Turn, session: Session, told: Json) -> tuple[Turn, Session]:
    """Keep what answers nothing here, to be offered as a view when the flow ends."""
    return apply(turn, session, Step(aside=() if told in session.aside else (told,)))


def wordless(turn: Turn, session: Session, question: Asking, kind: str) -> Turn:
    """Take a voice note or a picture without words as the answer, where any answer will do.

    Where it will not, words are asked for, as often as it takes: it is held against nobody. A picture is then offered
    as a view later. A voice has most likely said the answer, which is nothing for the Network: a worker hears it.
    """
    if step := question.shown(turn.scene(session)):
        return follow(turn, session, step)
    if kind != "voice" and question.sets_aside_files:
        turn, session = set_aside(turn, session, turn.said(""))
    return ask(turn if question.quiet else turn.saying("in_words"), session)


def _again(turn: Turn, session: Session, question: Asking) -> Turn:
    return turn.doing(question.again(turn.scene(session)))


def _at_open_door(turn: Turn, session: Session, text: str) -> Turn:
    if is_question(text):
        return ask(explained(turn), session)
    return ask(turn, session) if is_sentence(text) else turn


def wake(turn: Turn, flow: str) -> Turn:
    """The time has come that a session asked for. A timer that comes early or for nobody changes nothing."""
    session = next((session for session in turn.stack if session.flow == flow), None)
    if turn.person.stopped or session is None or session.due is None or session.due > turn.now:
        return turn
    if until := _not_before(turn):
        return turn.saving(session.model_copy(update={"due": until}))
    if session.status == "queued":
        until = _must_wait(turn)
        put_off = turn.saving(session.model_copy(update={"due": until}))
        return put_off if until else go(_with_room(turn), session, session.node)
    question = turn.question(session)
    if question and (session.again == "later" or (question.nudges and session.again == "")):
        return _once_more(turn, session, question)
    return go(turn, session, turn.node(session).when_due())


def _not_before(turn: Turn) -> datetime | None:
    """When a timer is to come back that finds somebody on a pause, or with a worker."""
    if turn.person.taken_over_until:
        return turn.person.taken_over_until
    return (turn.person.paused_until or turn.now + LOOK_AGAIN) if turn.person.paused else None


def _once_more(turn: Turn, session: Session, question: Asking) -> Turn:
    """Put the question again: it was put off, or no answer has come. The next time we let go."""
    turn = rest(turn.doing(question.again(turn.scene(session))), session, Step())
    return turn.saving(turn.stack[0].model_copy(update={"again": "nudged"}))


def postpone(turn: Turn, session: Session, until: datetime) -> Turn:
    """Ask again then. An answer that comes before counts as well."""
    return turn.saving(session.model_copy(update={"due": until, "again": "later", "misses": 0}))
