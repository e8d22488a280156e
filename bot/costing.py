"""What texts cost: segments by encoding and length, and pounds at a price that is a setting."""

from dataclasses import dataclass
from decimal import Decimal

from bot.channels.segments import is_gsm_7, plain, segments


@dataclass(frozen=True, slots=True)
class Cost:
    """What a number of texts takes."""

    texts: int = 0
    sms: int = 0
    """How many of the texts go by SMS; others cost nothing."""
    segments: int = 0
    wide: int = 0
    """How many SMS hold a character outside GSM-7, so that a segment holds 70 characters and not 160."""

    def plus(self, channel: str, text: str) -> "Cost":
        """With one more text."""
        if channel != "sms":
            return Cost(self.texts + 1, self.sms, self.segments, self.wide)
        going = plain(text)
        wide = self.wide + (not is_gsm_7(going))
        return Cost(self.texts + 1, self.sms + 1, self.segments + segments(going), wide)

    def pounds(self, pence_a_segment: Decimal) -> Decimal:
        """What that is in pounds."""
        return (self.segments * pence_a_segment / 100).quantize(Decimal("0.01"))
