"""What an address must look like to be kept: UK mobile numbers, Telegram chat ids, simulated phones."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

UK_MOBILE = re.compile(r"\+447(?:[1-57-9]\d{8}|624\d{6})")
"""The blocks for mobiles in Ofcom's National Telephone Numbering Plan: 071 to 075, 077 to 079 and 07624 (Isle of Man).
Not 070 (personal numbers) and not 076 (pagers). A block, not a table of live numbers, which is out of date tomorrow."""
CHAT_ID = re.compile(r"[1-9]\d{0,15}")
"""A private chat's id is a positive number below 2**52 (groups are negative)."""
SIMULATED = ("sms", "telegram")
"""What a simulated phone can imitate."""


class NotAnAddress(ValueError):
    """The text cannot be used as an address. The message says why, in words for staff, without the text."""


class NotAMobile(NotAnAddress):
    """The text is not a UK mobile number."""


def normalise_uk_mobile(text: str) -> str:
    """A UK mobile number in any usual writing as E.164 ("+447700900123"); raises NotAMobile with the reason.

    Only mobiles: a text to a landline may be read aloud to the whole household.
    """
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        raise NotAMobile("This is not a phone number. Write it like 07700 900123.") from None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not is_uk_mobile(e164):
        raise NotAMobile(why_not(number))
    return e164


def is_uk_mobile(address: str) -> bool:
    """Whether this E.164 number is in a block for UK mobiles."""
    return UK_MOBILE.fullmatch(address) is not None


def why_not(number: phonenumbers.PhoneNumber) -> str:
    """What is wrong with a number that is no UK mobile."""
    if number.country_code != 44:
        return "This is not a UK number. Only UK mobile numbers can be texted."
    match phonenumbers.number_type(number):
        case PhoneNumberType.FIXED_LINE:
            return "This is a landline. A text to it may be read aloud to the household. Use a mobile number."
        case PhoneNumberType.PERSONAL_NUMBER:
            return (
                "This is an 070 number: costly to reach, and no mobile. UK mobiles start with 071 to 075 or 077 to 079."
            )
        case PhoneNumberType.UNKNOWN:
            return "There is no such number. Check the digits: a mobile number is 07 and nine more."
        case _:
            return "This is not a mobile number. UK mobiles start with 071 to 075 or 077 to 079."


def normalise_address(channel: str, text: str) -> str:
    """The form in which a channel's addresses are kept; raises NotAnAddress with the reason."""
    match channel:
        case "sms":
            return normalise_uk_mobile(text)
        case "telegram":
            return normalise_chat_id(text)
        case "simulator":
            return normalise_simulated(text)
    raise NotAnAddress("There is no such channel. Use sms, telegram or simulator.")


def normalise_chat_id(text: str) -> str:
    """The id of a private Telegram chat; raises NotAnAddress."""
    if not CHAT_ID.fullmatch(text.strip()):
        raise NotAnAddress("This is not the id of a Telegram chat: it is a number, and the person must write first.")
    return text.strip()


def normalise_simulated(text: str) -> str:
    """A simulated phone ("sms:07700 900001", "telegram:12345"); raises NotAnAddress."""
    looks, _, rest = text.partition(":")
    if looks not in SIMULATED:
        raise NotAnAddress("A simulated phone is written like sms:07700900001 or telegram:12345.")
    return f"{looks}:{normalise_address(looks, rest)}"
