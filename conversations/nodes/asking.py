"""A node that asks and waits for a reply. What skip, back and a lost answer do is the same for all of them."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from conversations.effects import Say
from conversations.nodes.node import END, Name, Node
from conversations.patience import Length
from conversations.scene import Scene
from conversations.step import Step
from conversations.talk import is_sentence


class Asking(Node):
    """Asks one thing. `asks` labels it for people and programs that watch: consent, name, view..."""

    asks: Name
    skip: Name | None = None
    """Where "skip" leads; if it is not written, where an answer leads."""
    lost: Name | None = None
    """Where two answers that were not understood lead; if it is not written, where "skip" leads."""
    patience: Length | None = None
    """How long to wait for a reply before going to `silent`, such as "2 days"; for ever if it is not written."""
    silent: Name | None = None
    nudges: bool = False
    """Asks once more when its patience is over for the first time."""
    worth_repeating: ClassVar[bool] = True
    """Whether coming back to it means asking it again."""
    sets_aside_files: ClassVar[bool] = True
    """Whether a voice note or a picture that is no answer is something to pass on later."""
    quiet: bool = False
    """Says nothing to a text that is no answer: it is an open door, not a question."""

    @abstractmethod
    def onward(self) -> str:
        """Where the conversation goes on without an answer."""

    @abstractmethod
    def prompt(self, scene: Scene) -> Say:
        """The question as a text."""

    @abstractmethod
    def answer(self, scene: Scene, text: str) -> Step | None:
        """What an answer leads to; None if the text is none."""

    def shown(self, scene: Scene) -> Step | None:
        """What a voice note or a picture without words leads to; None if this is answered in words only."""
        return None

    def again(self, scene: Scene) -> Say:
        """The question once more, in other words where it has an `.again`."""
        first, key = self.prompt(scene), f"{scene.node}.again"
        if scene.has(key):
            return scene.say(key, first.choices, **self.facts())
        return Say(f"{scene.text('again')} {first.text}", first.choices, first.kind)

    def facts(self) -> Mapping[str, str | int]:
        """What its lines may name besides what everyone may."""
        return {}

    def known(self, scene: Scene) -> Step | None:
        """What leads on at once when the answer is known already; None to ask."""
        return None

    def clear(self, scene: Scene, text: str) -> bool:
        """Whether the text can hardly be anything but an answer to this, even after talk of something else."""
        return self.answer(scene, text) is not None

    def lets_pass(self, scene: Scene, text: str) -> bool:
        """Whether a text that is no answer wants none itself, and is not asked about."""
        return self.quiet

    def sets_aside(self, text: str) -> bool:
        """Whether a text that is no answer may be something to pass on later."""
        return is_sentence(text)

    def takes_in(self, text: str) -> bool:
        """Whether a text that is no answer adds to what is asked about."""
        return False

    def overhear(self, scene: Scene, text: str) -> Step:
        """What to note from a text beyond its answer, or in place of it."""
        return Step()

    def skipped(self, scene: Scene) -> Step:
        """What "skip" does."""
        return Step(to=self.skip or self.onward())

    def gone_back(self, scene: Scene) -> Step | None:
        """What "back" does inside this node; None to go to the node before."""
        return None

    def enter(self, scene: Scene) -> Step:
        return self.known(scene) or Step(effects=(self.prompt(scene),))

    def when_due(self) -> str:
        return self.silent or END

    def detours(self) -> dict[str, str]:
        """The exits that every asking node may have."""
        named = {"skip": self.skip, "lost": self.lost, "silent": self.silent}
        return {field: node for field, node in named.items() if node}
