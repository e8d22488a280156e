"""Why a send failed, by what the sender must do next. A closed tree: a channel raises nothing else."""


class SendError(Exception):
    """A message did not go. `reason` is in plain words for staff, `code` is the provider's own."""

    def __init__(self, reason: str, code: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


class TryLater(SendError):
    """Nothing was sent and trying again can work.

    `after` is the provider's wish in seconds, if it had one; `waits` the seconds before each further try, where the
    sender's own do not fit; `whole`: it is the channel that must slow down, not just this text.
    """

    def __init__(
        self,
        reason: str,
        code: str | None = None,
        after: float | None = None,
        waits: tuple[float, ...] | None = None,
        whole: bool = False,
    ) -> None:
        super().__init__(reason, code)
        self.after = after
        self.waits = waits
        self.whole = whole


class Uncertain(SendError):
    """The call broke off: the provider may have taken it. Look it up before sending again."""


class Unreachable(SendError):
    """This address cannot be reached any more. Record the reason on the address; do not try again."""


class OptedOut(SendError):
    """The provider says that the person stopped. Record the stop; send nothing more."""


class Moved(SendError):
    """The address has a new value. Record it and send there."""

    def __init__(self, reason: str, new_address: str, code: str | None = None) -> None:
        super().__init__(reason, code)
        self.new_address = new_address


class OursToFix(SendError):
    """The account or the settings are wrong: every send would fail. Hold the channel and tell staff."""


class Refused(SendError):
    """The provider would not carry this text, or gave a code that we do not know. A person looks; no retry."""


class Forged(Exception):
    """A knock without a valid signature or secret. Answer 403 and keep nothing."""


class Malformed(Exception):
    """A knock that is signed but makes no sense. Answer 400 and keep nothing."""
