"""The made-up people of a year: how often each texts, and what. Nobody in it is real."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

STOP, START = "STOP", "START"
ANSWERS = ("yes", "no", "maybe", "1", "2", "3", "skip", "back", "later", "tomorrow", "that's it", "ta", "yes please",
           "cant, no bus", "could do with a lift", "dont know", "4", "Sam", "leeds", "👍")  # fmt: skip
VIEWS = ("the buses stop at six", "SAY more benches in the park", "my landlord never mends anything", "i love fishing",
         "gardening and a brew", "staff keep changing", "LIGHT", "WHAT'S ON", "HELP", "MY DATA", "CHECK IN", "PROFILE",
         "what time is it on", "im at the doctors thursday", "SAY the food was good")  # fmt: skip
WISHES = ("PAUSE", "pause for a week", "im in hospital till next friday", "PERSON", "pls stop texting me", "START",
          "delete my data", "i dont want to be here any more", "feeling really low")  # fmt: skip
FIRST = ("hi", "JOIN LEEDS", "hello is this the right number", "START", "a worker gave me this number")
COMES_BACK = 0.2
"""How likely somebody who has texted STOP comes back when they next pick up the phone."""


@dataclass
class Somebody:
    """One person with a phone; `id` is known once they have texted."""

    number: str
    chance: Random
    id: UUID | None = None
    stopped: bool = False
    texts: int = 0
    ids: list[str] = field(default_factory=list)

    def next_text_after(self) -> timedelta:
        """How long until they next text of their own accord: minutes in a conversation, days else."""
        if self.chance.random() < 0.6:
            return timedelta(minutes=self.chance.uniform(1, 40))
        return timedelta(days=self.chance.expovariate(1 / 9), minutes=self.chance.uniform(0, 1440))

    def words(self) -> str:
        """What they text now."""
        self.texts += 1
        if self.stopped:
            return START if self.chance.random() < COMES_BACK else self.chance.choice(VIEWS)
        if self.texts == 1:
            return self.chance.choice(FIRST)
        if self.texts < 9:
            return "yes" if self.texts < 4 else self.chance.choice(ANSWERS[:8])
        if self.chance.random() < 0.01:
            return STOP
        said = self.chance.choices((ANSWERS, VIEWS, WISHES), weights=(70, 26, 4))[0]
        return self.chance.choice(said)
