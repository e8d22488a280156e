"""Walking through flows: from node to node until something is asked, waited for, or over."""

from datetime import timedelta

from conversations.effects import RaiseAlert, Say
from conversations.events import Started
from conversations.nodes.asking import Asking
from conversations.nodes.node import END
from conversations.session import Session
from conversations.signposting import explained
from conversations.step import Step
from conversations.talk import is_question, is_sentence
from conversations.turn import Turn

DEPTH = 3
"""How many conversations may lie on top of each other before the oldest is let go."""

PATIENCE = 2
"""How often something is asked before we move on: nobody is trapped."""

WELCOME = "welcome"
PASS_ON = "pass_it_on"
DELETE = "delete_my_data"
"""Flows that the engine itself begins; a directory of flows may reword them."""


def start(turn: Turn, started: Started, aside: tuple[str, ...] = ()) -> Turn:
    """Begin a flow on top of what is open. Whoever has not agreed is welcomed first, if they have just written."""
    if turn.person.stopped:
        return turn
    flow = turn.flows.current(started.flow)
    if flow.whom == "agreed" and not turn.person.agreed:
        return start(turn, Started(WELCOME, started.given), aside) if turn.kind == "reply" else turn
    already = next((session for session in turn.stack if session.flow == flow.name), None)
    if already and not started.given:
        return ask(turn, already)
    if already:
        turn = turn.closing(already)
    session = Session(flow=flow.name, version=flow.version, node=flow.start, memory=dict(started.given), aside=aside)
    return go(let_go(turn, turn.stack[DEPTH - 1 :]), session, flow.start)


def go(turn: Turn, session: Session, to: str) -> Turn:
    """Walk on to the node `to` and from there."""
    nodes = turn.flow(session).nodes
    for _ in range(2 * len(nodes)):
        if to == END:
            break
        session = session.model_copy(update={"node": to, "misses": 0, "status": "asking", "due": None})
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
    return turn.saving(session.model_copy(update={"status": status, "due": due}))


def end(turn: Turn, session: Session) -> Turn:
    """Close a session, offer to pass on what was said beside the point, and go back to what lies beneath."""
    turn = turn.closing(session)
    if session.aside and turn.person.agreed:
        return start(turn, Started(PASS_ON, {"offered": list(session.aside)}))
    beneath = turn.asking
    return ask(turn, beneath, again="back_to") if beneath and turn.kind == "reply" else turn


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
    return turn.saving(session).doing(Say(f"{before}{said.text}", said.choices, said.kind))


def answer(turn: Turn, session: Session, question: Asking, text: str) -> Turn:
    """Take a text as the answer to what the session is asking."""
    step = question.answer(turn.scene(session), text)
    return miss(turn, session, question, text) if step is None else follow(turn, session, step)


def miss(turn: Turn, session: Session, question: Asking, text: str) -> Turn:
    """A text that was no answer: note what it tells, ask once more, and the second time move on.

    A question to us is not held against anybody: it gets the way to a person, and ours is put again.
    """
    turn, session = apply(turn, session, question.overhear(turn.scene(session), text))
    if question.quiet:
        return _at_open_door(turn, session, text)
    if question.lets_pass(turn.scene(session), text):
        return turn
    if is_question(text):
        return _again(turn.saying("good_question"), session, question)
    new = question.sets_aside(text) and text not in session.aside
    aside = (*session.aside, text) if new else session.aside
    session = session.model_copy(update={"misses": session.misses + 1, "aside": aside})
    if session.misses < PATIENCE:
        return _again(turn.saving(session), session, question)
    if question.lost:
        return go(turn, session, question.lost)
    return follow(turn.saying("moving_on"), session, question.skipped(turn.scene(session)))


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
    return go(turn, session, turn.node(session).when_due())
