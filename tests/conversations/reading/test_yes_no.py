import pytest

from conversations.reading.yes_no import read_yes_no

YES = """
yes | YES!! | Yes. | yeah | yeah go on then | aye | Aye go on | yep | yup | yh | ye | y | Y. | yes please
oh ok yes then | 👍 | 👍🏽 | ✅ | tak | Tak! | haan | haan ji | da | Da. | sigur | ok | OK | okay | k | sure
alright then | go on then | fine | thats fine | that's fine by me | sound | i agree | im happy with that
of course | no problem | no worries | not a problem | defo | yes ta | yes thanks love | aye why not | go for it
yesss mate | well yes | erm yes | i mean yeah | yes im happy with that and i like the gym | only messing 😂 yes
sorry that was my lad. yes from me | yeah no worries
ok yes its fine call me Bean i like gardening and id say the buses are the worst thing | ye\u0301s | yes 👍
"""
NO = """
no | No. | NO | nah | nope | naw | no ta | no thanks | nah mate | not really | 👎 | nie | Nie dziekuje | nahi
nu | n | N | never | no way | not for me | not interested | id rather not | i dont want to | absolutely not
no chance | oh no | ok no | not now | i dont think so | no im not happy with that | nah youre alright
"""
ASK_AGAIN = """
whatever | yeah whatever | ok whatever | yes poo | yes big smelly poo | poo | yes but who are you
yes but whats this | yes who is this | ok who is this | ok? | yes? | maybe | yeah maybe | ok maybe | dunno | idk
i dont know | not sure | no idea | yes. no. | yes no | yeah no | no yes | yes and no | yeah right | as if
fishing | hjkl | 3 | 😂 | yes if its free | yes as long as nobody knows | depends | no one told me | nobody
no credit | nothing | now | none | yesterday | eyes | okra | dad | data | my mate said yes | he said no
sure you are | why | who is this | i would say yes but no | hello | thanks | ok but can i ask something
ask my worker | . | - | yes. no. sorry kids got my phone | yes i mean no | yes actually no | ok wait no
yes im happy. no im not sorry | yeah changed my mind | yes but i dont want to | ok i dont agree | no thats fine
"""


def told(table: str) -> list[str]:
    return [text.strip() for line in table.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", told(YES))
def test_a_clear_yes(text: str) -> None:
    assert read_yes_no(text) == "yes"


@pytest.mark.parametrize("text", told(NO))
def test_a_clear_no(text: str) -> None:
    assert read_yes_no(text) == "no"


@pytest.mark.parametrize("text", [*told(ASK_AGAIN), "", "  ", "\x00", "\n"])
def test_anything_else_is_asked_again_and_never_a_consent(text: str) -> None:
    assert read_yes_no(text) is None
