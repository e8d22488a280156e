"""What the providers' refusals mean for us: code or words in, one class of errors.py with a plain reason out.

Codes: Twilio's error dictionary and Telegram's Bot API server, checked on 2026-11-20. A code that is not here is never
retried by guess: a person looks.
"""

from collections.abc import Mapping

from bot.channels.errors import OptedOut, OursToFix, Refused, SendError, TryLater, Uncertain, Unreachable

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

GONE: Mapping[str, str] = {
    "21211": "This is not a number that can be texted.",
    "21614": "This is not a mobile number.",
    "30005": "The number is not in use any more.",
    "30006": "This is a landline or a number that takes no texts.",
    "63003": "There is nobody at this address.",
    "63024": "This address cannot be reached.",
}
"""Twilio, permanent for this person."""
STOPPED: Mapping[str, str] = {
    "21610": "The person texted STOP. Only START from them opens the line again.",
}
"""Twilio, the carrier blocks us because the person said so."""
OURS: Mapping[str, str] = {
    "20003": "Twilio did not accept our account or token.",
    "30002": "Our Twilio account is suspended.",
    "21212": "Our sender number is not valid.",
    "21606": "Our sender number does not belong to our Twilio account.",
    "21608": "Our Twilio account is a trial: it only texts numbers that were verified first.",
    "21408": "Our Twilio account may not text this country.",
    "21612": "Our sender cannot reach this network.",
    "21703": "Our messaging service has no sender in it.",
    "21705": "Our messaging service does not exist.",
    "21617": "The text is longer than 1600 letters.",
}
"""Twilio, every send would fail: hold the channel and tell staff."""
CONTENT: Mapping[str, str] = {
    "30004": "The person's network or phone blocked this text.",
    "30007": "The network took this text for spam.",
    "63013": "The text breaks a rule of the provider.",
}
"""Twilio, about these words: a person looks."""
FOR_A_WHILE = (MINUTE, 10 * MINUTE, HOUR, 4 * HOUR)
LATER: Mapping[str, tuple[str, tuple[float, ...] | None]] = {
    "20429": ("Twilio asks us to slow down.", None),
    "21611": ("Our sender has too many texts waiting.", FOR_A_WHILE),
    "30001": ("Our sender has too many texts waiting.", FOR_A_WHILE),
    "30003": ("The phone is off or out of reach.", (6 * HOUR, DAY, 2 * DAY)),
    "30008": ("The network lost the text and gave no reason.", (10 * MINUTE, 4 * HOUR)),
    "30017": ("The network is busy.", FOR_A_WHILE),
    "30410": ("The network did not answer in time.", FOR_A_WHILE),
    "30450": ("The network holds our texts back for now.", FOR_A_WHILE),
    "63018": ("The provider asks us to slow down.", FOR_A_WHILE),
    "63038": ("Our daily limit is used up.", (DAY, DAY)),
}
"""Twilio, may work later: the reason, and how many seconds to wait before each further try; None: the sender's own.
Most of these come in a report, when the text was taken and then got lost on its way."""
SLOW_DOWN = frozenset({"20429", "21611", "30001", "63018", "63038"})
"""Of these, what is said to our sender and not of one text: the others wait too."""


def twilio_error(code: str | None) -> SendError:
    """The error that a Twilio code stands for, from an answer or a status report."""
    known = code or ""
    if known in LATER:
        reason, waits = LATER[known]
        return TryLater(reason, code, waits=waits, whole=known in SLOW_DOWN)
    for table, kind in ((GONE, Unreachable), (STOPPED, OptedOut), (OURS, OursToFix), (CONTENT, Refused)):
        if known in table:
            return kind(table[known], code)
    return Refused(f"Twilio gave code {code or 'none'}, which is not in our list. A person must look.", code)


def twilio_refusal(status: int, code: str | None) -> SendError:
    """The error behind an HTTP answer: by its code where we know it, else by its status."""
    known = twilio_error(code)
    if not isinstance(known, Refused) or code in CONTENT:
        return known
    if status >= 500:
        return Uncertain("Twilio stumbled; it may or may not have taken the text.", str(status))
    if status == 429:
        return TryLater(LATER["20429"][0], "429", whole=True)
    if status in (401, 403, 404):
        return OursToFix("Twilio did not accept our account, token or address.", code or str(status))
    return known


TELEGRAM_GONE: Mapping[str, str] = {
    "bot was blocked by the user": "The person blocked the bot.",
    "user is deactivated": "The person's Telegram account is closed.",
    "bot can't initiate conversation": "The person has not written to the bot yet.",
    "chat not found": "There is no such chat, or the person has not written to the bot yet.",
    "user not found": "There is no such person on Telegram.",
    "peer_id_invalid": "There is no such chat.",
    "bot was kicked": "The bot was put out of the chat.",
}
"""What Telegram says, in lower case, when this address cannot be reached any more."""


def telegram_refusal(status: int, words: str) -> SendError:
    """The error behind a 400 or 403 of the Bot API without parameters (those say by themselves what to do)."""
    for known, reason in TELEGRAM_GONE.items():
        if known in words.lower():
            return Unreachable(reason, str(status))
    if "too long" in words.lower():
        return Refused("The text is longer than 4096 letters.", str(status))
    return Refused("Telegram would not carry this text. A person must look.", str(status))


def telegram_file_refusal(words: str) -> SendError:
    """The error behind a 400 of the Bot API about a file."""
    said = words.lower()
    if "too big" in said:
        return Refused("The file is bigger than what Telegram hands to bots.", "400")
    if "temporarily unavailable" in said:
        return TryLater("Telegram cannot find the file just now.", "400")
    return Refused("Telegram does not know this file any more.", "400")


def too_big(most: int) -> Refused:
    """A file that is larger than we keep."""
    return Refused(f"It is bigger than the {most // 2**20} MB that are kept at most.")
