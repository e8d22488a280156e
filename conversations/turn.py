"""One event being handled: the open sessions as they now stand, and what has been decided so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conversations import effects
from conversations.effects import Effect, Say, SayKind
from conversations.flow import Flow
from conversations.knowing import knowing
from conversations.library import Flows
from conversations.line import LineFacts
from conversations.nodes.asking import Asking
from conversations.nodes.node import Node
from conversations.said import said
from conversations.scene import Scene
from conversations.session import Json, Session
from conversations.situation import Person, Situation

RECORDS = (
    effects.KeepView,
    effects.KeepAnswer,
    effects.KeepInterest,
    effects.NameContact,
    effects.PlaceContact,
    effects.QuoteAs,
    effects.KeepRsvp,
)
"""What is kept only of people who agreed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A value: every step makes the next one. The top of the stack is the session that is being spoken in."""

    flows: Flows
    line: LineFacts
    situation: Situation
    now: datetime
    kind: SayKind
    """How its texts go out: a reply, or the bot speaking first."""
    stack: tuple[Session, ...] = ()
    saved: tuple[Session, ...] = ()
    """Every session that began, changed or ended, in the order of its last change."""
    effects: tuple[Effect, ...] = ()
    files: tuple[str, ...] = ()
    """The ids of the voice notes and pictures that came with the text."""

    @property
    def person(self) -> Person:
        """The person, as the effects so far leave them."""
        return self.situation.person

    @property
    def asking(self) -> Session | None:
        """The session whose question a reply answers."""
        return next((session for session in self.stack if session.status == "asking"), None)

    def doing(self, *decided: Effect) -> "Turn":
        """With these effects. Nothing becomes a record of somebody who has not agreed."""
        turn = self
        for effect in decided:
            if isinstance(effect, RECORDS) and not turn.person.agreed:
                continue
            turn = replace(turn, situation=turn._knowing(effect), effects=(*turn.effects, effect))
        return turn

    def _knowing(self, effect: Effect) -> Situation:
        """The situation as the effect will leave it; most change nothing that is known."""
        person = knowing(self.person, effect)
        return self.situation if person is self.person else replace(self.situation, person=person)

    def saying(self, key: str, choices: tuple[str, ...] = (), kind: SayKind | None = None, **more: str | int) -> "Turn":
        """With a line that all flows share."""
        return self.doing(Say(self.shared(key, **more), choices, kind or self.kind))

    def shared(self, key: str, **more: str | int) -> str:
        """A line that all flows share."""
        return self._scene(None).text(key, **more)

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row, as the person's language joins them."""
        return self._scene(None).listed(parts)

    def said(self, words: str) -> Json:
        """What the person has just said, to be kept: these words with what came with them."""
        return said(words, self.files)

    def saving(self, session: Session) -> "Turn":
        """With this session as it now stands, on top of the others."""
        others = tuple(other for other in self.stack if other.flow != session.flow)
        earlier = tuple(other for other in self.saved if other.flow != session.flow or other.status == "ended")
        stack = others if session.status == "ended" else (session, *others)
        return replace(self, stack=stack, saved=(*earlier, session))

    def closing(self, session: Session) -> "Turn":
        """Without this session. What somebody told who never agreed is not kept in it."""
        forgotten: dict[str, object] = {} if self.person.agreed else {"memory": {}, "aside": ()}
        return self.saving(session.model_copy(update={"status": "ended", "due": None, **forgotten}))

    def flow(self, session: Session) -> Flow:
        """The flow of a session, at the version that it began with."""
        return self.flows.at(session.flow, session.version)

    def node(self, session: Session) -> Node:
        """The node where a session stands."""
        return self.flow(session).nodes[session.node]

    def question(self, session: Session) -> Asking | None:
        """The node of a session, if it is one that asks."""
        node = self.node(session)
        return node if isinstance(node, Asking) else None

    def scene(self, session: Session) -> Scene:
        """What the session's node sees."""
        return self._scene(session)

    def _scene(self, session: Session | None) -> Scene:
        words = self.flow(session).words if session else self.flows.common
        flow, version, node = (session.flow, session.version, session.node) if session else ("common", "", "")
        memory = session.memory if session else {}
        misses = session.misses if session else 0
        return Scene(
            flow, version, node, words, memory, self.situation, self.line, self.now, self.kind, misses, self.files
        )
