"""Every kind of node does what it says. A kind without cases here fails."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.effects import (
    EraseContact,
    ForgetInterest,
    GiveCode,
    KeepInterest,
    KeepRsvp,
    KeepView,
    NameContact,
    PauseContact,
    PlaceContact,
    QuoteAs,
    RaiseAlert,
    RecordConsent,
    Say,
    WakeAt,
)
from conversations.nodes import KINDS
from conversations.session import Json
from conversations.situation import Interest
from tests.conversations.little import played
from tests.conversations.playing import ANN, INVITATION, MONDAY, QUESTIONS, Play

Case = Callable[[Path], None]


def said(play: Play) -> str:
    """The last text that went out."""
    texts = [effect.text for effect in play.kept(Say) if isinstance(effect, Say)]
    return texts[-1]


def remembered(play: Play, name: str) -> Json:
    """What the session that ended last had under a name."""
    return play.ended[-1].memory.get(name)


LAST = """
  last:
    kind: say
    next: end
"""


def say_says_and_goes_on(folder: Path) -> None:
    _, texts = played(folder, f"  first: {{kind: say, next: last}}{LAST}", "first = Hello.\nlast = Bye{ $by_name }.")
    assert texts == ["Hello.\nBye, Ann."]


def ask_text_takes_any_words(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_text, asks: view, into: view, keeps: view, next: last}}{LAST}"
    play, texts = played(folder, nodes, "first = What is it like?\nlast = Thank you.")
    assert texts == ["What is it like?"]
    assert play.say("cold in winter") == ["Thank you."]
    assert play.kept(KeepView) == [KeepView("cold in winter", None, "housing")]


def ask_text_reads_a_name(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_text, asks: name, reads: name, into: nick, keeps: name, next: last}}{LAST}"
    play, _ = played(folder, nodes, "first = Name?\nlast = OK.")
    play.say("its dave")
    assert play.kept(NameContact) == [NameContact("Dave")]


def ask_text_does_not_ask_what_is_known(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_text, asks: name, into: first_name, next: last}}{LAST}"
    _, texts = played(folder, nodes, "first = Name?\nlast = OK, { $first_name }.")
    assert texts == ["OK, Ann."]


CHOICE = f"  first: {{kind: ask_choice, asks: tea, options: [tea, coffee], into: drink, next: last}}{LAST}"
CHOICE_WORDS = "first = Tea or coffee?\n    .tea = Tea\n    .coffee = Coffee\nlast = { $drink } it is."


def ask_choice_offers_and_takes_a_number(folder: Path) -> None:
    play, _ = played(folder, CHOICE, CHOICE_WORDS)
    assert play.kept(Say) == [Say("Tea or coffee?", ("Tea", "Coffee"), "conversation")]
    assert play.say("2") == ["coffee it is."]


def ask_choice_takes_a_word_or_a_near_spelling(folder: Path) -> None:
    for words in ("coffee please", "cofee"):
        play, _ = played(folder, CHOICE, CHOICE_WORDS)
        assert play.say(words) == ["coffee it is."]


def ask_choice_offers_the_areas(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_choice, asks: area, options: areas, into: place, keeps: area, next: last}}{LAST}"
    play, _ = played(folder, nodes, "first = Where?\nlast = OK, { $area }.")
    assert play.say("bradfrd") == ["OK, Bradford."]
    assert play.kept(PlaceContact) == [PlaceContact("bradford")]


def ask_choice_keeps_how_to_quote(folder: Path) -> None:
    nodes = (
        "  first: {kind: ask_choice, asks: quoting, options: [first_name, anonymous], into: how, keeps: quoting, "
        f"next: last}}{LAST}"
    )
    play, _ = played(folder, nodes, "first = How?\n    .first_name = First name\n    .anonymous = No name\nlast = OK.")
    play.say("no name")
    assert play.kept(QuoteAs) == [QuoteAs("anonymous")]
    assert [effect.given for effect in play.kept(RecordConsent) if isinstance(effect, RecordConsent)] == [False]


YES_NO = """
  first: {kind: yes_no, asks: reminders, records: reminders, yes: last, no: other}
  other: {kind: say, next: end}
"""
YES_NO_WORDS = "first = Shall we remind you?\nlast = We will.\nother = We will not."


def yes_no_records_a_consent_with_its_wording(folder: Path) -> None:
    play, _ = played(folder, YES_NO + LAST, YES_NO_WORDS)
    assert play.say("aye") == ["We will."]
    flow = play.flows.current("little")
    assert play.kept(RecordConsent) == [RecordConsent("reminders", True, f"little@{flow.version}:first")]


def yes_no_asks_again_what_is_unclear(folder: Path) -> None:
    play, _ = played(folder, YES_NO + LAST, YES_NO_WORDS)
    assert play.say("whatever") == ["Sorry, we did not get that. Shall we remind you?"]
    assert play.say("no") == ["We will not."]


def scale_takes_a_number_in_figures_or_words(folder: Path) -> None:
    nodes = f"  first: {{kind: scale, asks: ease, into: ease, next: last}}{LAST}"
    for words in ("4", "four then"):
        play, texts = played(folder, nodes, "first = From { $low } to { $high }?\nlast = { $ease }.")
        assert texts == ["From 1 to 5?"]
        assert play.say(words) == ["4."]


def scale_asks_again_between_two_numbers(folder: Path) -> None:
    nodes = f"  first: {{kind: scale, asks: ease, into: ease, next: last}}{LAST}"
    play, _ = played(folder, nodes, "first = From 1 to 5?\n    .again = One number.\nlast = { $ease }.")
    assert play.say("3 or 4") == ["One number."]
    assert play.say("put 3") == ["3."]


THINGS = f"  first: {{kind: ask_list, asks: interests, into: said, keeps: interest, next: last}}{LAST}"
THINGS_WORDS = """
first = What?
    .kept = { $new }!
    .more = More?
last = { $said }.
"""


def ask_list_keeps_each_thing_until_thats_it(folder: Path) -> None:
    play, _ = played(folder, THINGS, THINGS_WORDS)
    assert play.say("fishing") == ["fishing! More?"]
    assert play.say("falconry") == ["falconry! More?"]
    assert play.say("thats it") == ["fishing and falconry."]
    assert play.kept(KeepInterest) == [KeepInterest("fishing", "fishing"), KeepInterest("falconry", None)]


def ask_list_keeps_a_thing_once(folder: Path) -> None:
    play, _ = played(folder, THINGS, THINGS_WORDS)
    play.say("fishing")
    play.say("fishing")
    assert len(play.kept(KeepInterest)) == 1


def ask_list_takes_no_talk_for_a_thing(folder: Path) -> None:
    for talk in ("yes", "what time is tesco open", "2", "i am not sure about that"):
        play, _ = played(folder, THINGS, THINGS_WORDS)
        play.say(talk)
        assert play.kept(KeepInterest) == [], talk


def ask_each_asks_one_after_the_other(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_each, asks: view, next: last}}{LAST}"
    words = "first = { $question }\n    .thanks = Ta.\n    .again = A number.\nlast = Bye."
    play, texts = played(folder, nodes, words, questions=QUESTIONS)
    assert texts == [QUESTIONS[0].text]
    assert play.say("a kettle") == [f"Ta. {QUESTIONS[1].text}"]
    assert play.say("lots") == ["A number."]
    assert play.say("5") == ["Bye."]
    assert play.kept(KeepView) == [
        KeepView("a kettle", QUESTIONS[0].id, "housing"),
        KeepView("5", QUESTIONS[1].id, None),
    ]


def ask_each_stays_with_the_questions_that_it_began_with(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_each, asks: view, next: last}}{LAST}"
    words = "first = { $question }\n    .thanks = Ta.\n    .again = A number.\nlast = Bye."
    play, _ = played(folder, nodes, words, questions=QUESTIONS)
    play.questions = ()
    assert play.say("a kettle") == [f"Ta. {QUESTIONS[1].text}"]


def ask_each_without_questions_goes_on(folder: Path) -> None:
    nodes = f"  first: {{kind: ask_each, asks: view, next: last}}{LAST}"
    words = "first = { $question }\n    .thanks = Ta.\n    .again = A number.\nlast = Bye."
    assert played(folder, nodes, words)[1] == ["Bye."]


OFFER_NODE = "  ask: {kind: offer, asks: offer, yes: last, no: last}\n"


def offer_keeps_what_was_said_after_a_yes(folder: Path) -> None:
    nodes = f"  first: {{kind: remember, set: {{offered: [it sticks]}}, next: ask}}\n{OFFER_NODE}{LAST}"
    play, _ = played(folder, nodes, "ask = Pass it on?\nlast = OK.")
    assert play.say("yes") == ["OK."]
    assert play.kept(KeepView) == [KeepView("it sticks", None, None)]


def offer_keeps_nothing_after_a_no(folder: Path) -> None:
    nodes = f"  first: {{kind: remember, set: {{offered: [it sticks]}}, next: ask}}\n{OFFER_NODE}{LAST}"
    play, _ = played(folder, nodes, "ask = Pass it on?\nlast = OK.")
    play.say("no")
    assert play.kept(KeepView) == []


def listen_thanks_and_asks_nothing(folder: Path) -> None:
    nodes = "  first: {kind: listen, asks: in_hand, next: end, patience: 1 day, silent: end}\n"
    play, texts = played(folder, nodes, "first = Passed on.")
    assert texts == []
    assert play.asked is None
    assert play.say("afternoons is best") == ["Passed on."]
    assert play.say("ta") == []
    play.wait(timedelta(days=2))
    assert play.sessions == ()


def branch_goes_by_what_is_known(folder: Path) -> None:
    nodes = f"""
  first: {{kind: branch, when: [{{if: network, is: leeds, go: last}}], otherwise: other}}
  other: {{kind: say, next: end}}
{LAST}"""
    words = "last = Leeds.\nother = Elsewhere."
    assert played(folder, nodes, words)[1] == ["Leeds."]


def branch_goes_the_other_way_without_it(folder: Path) -> None:
    nodes = f"""
  first: {{kind: branch, when: [{{if: meeting, go: last}}], otherwise: other}}
  other: {{kind: say, next: end}}
{LAST}"""
    words = "last = A meeting.\nother = None yet."
    assert played(folder, nodes, words)[1] == ["None yet."]


def remember_puts_things_into_memory(folder: Path) -> None:
    nodes = f"  first: {{kind: remember, set: {{drink: tea}}, next: last}}{LAST}"
    play, texts = played(folder, nodes, "last = { $drink }.")
    assert texts == ["tea."]
    assert remembered(play, "drink") == "tea"


def keep_makes_a_record_of_what_is_remembered(folder: Path) -> None:
    nodes = f"""
  first: {{kind: remember, set: {{said: the bus is late}}, next: record}}
  record: {{kind: keep, as: view, from: said, next: last}}
{LAST}"""
    play, _ = played(folder, nodes, "last = OK.")
    assert play.kept(KeepView) == [KeepView("the bus is late", None, "transport_access")]


def tell_worker_raises_an_alert(folder: Path) -> None:
    play, _ = played(folder, f"  first: {{kind: tell_worker, about: person, next: last}}{LAST}", "last = OK.")
    assert play.kept(RaiseAlert) == [RaiseAlert("person")]


def wait_goes_on_when_the_time_has_come(folder: Path) -> None:
    play, texts = played(folder, f"  first: {{kind: wait, for: 2 days, next: last}}{LAST}", "last = Two days on.")
    assert texts == []
    assert play.kept(WakeAt) == [WakeAt("little", MONDAY + timedelta(days=2))]
    assert play.wait(timedelta(days=1)) == []
    assert play.wait(timedelta(days=1)) == ["Two days on."]


def wait_leaves_replies_to_others(folder: Path) -> None:
    play, _ = played(folder, f"  first: {{kind: wait, for: 2 days, next: last}}{LAST}", "last = Two days on.")
    play.say("LIGHT")
    play.say("fishing")
    assert play.kept(KeepInterest) == [KeepInterest("fishing", "fishing")]
    assert "Two days on." in play.wait(timedelta(days=3))


def begin_hands_over_to_another_flow(folder: Path) -> None:
    nodes = "  first: {kind: begin, flow: pass_it_on, give: {offered: interests}}\n"
    play, texts = played(folder, nodes, "")
    assert [session.flow for session in play.sessions] == []
    assert texts == ["That is fine. We will not pass it on."]


def erase_says_so_last_and_forgets_everything(folder: Path) -> None:
    play, texts = played(folder, "  first: {kind: erase, keeps_views: true}\n", "first = All gone.")
    assert texts == ["All gone."]
    assert play.kept(Say, EraseContact) == [Say("All gone.", (), "goodbye"), EraseContact(keep_views=True)]
    assert (play.person.first_name, play.person.agreed) == (None, False)
    assert play.say("hello") == []


def wait_can_be_until_a_time(folder: Path) -> None:
    nodes = f"  first: {{kind: wait, until: until, next: last}}{LAST}"
    play, _ = played(folder, nodes, "last = It is time.")
    play.start("little", until=(MONDAY + timedelta(days=3)).isoformat())
    assert play.wait(timedelta(days=2)) == []
    assert play.wait(timedelta(days=1)) == ["It is time."]


def pause_leaves_in_peace_until_they_write(folder: Path) -> None:
    play, _ = played(folder, f"  first: {{kind: pause, next: last}}{LAST}", "last = OK.")
    assert play.kept(PauseContact) == [PauseContact(None)]


def give_code_says_the_code_that_works(folder: Path) -> None:
    nodes = "  first: {kind: give_code, next: end}\n"
    play, texts = played(folder, nodes, "first = Text { $code } from your other phone.")
    given = [each.code for each in play.kept(GiveCode) if isinstance(each, GiveCode)]
    assert texts == [f"Text {code} from your other phone." for code in given]
    assert given


def pause_leaves_in_peace_until_a_time(folder: Path) -> None:
    play, _ = played(folder, f"  first: {{kind: pause, until: until, next: last}}{LAST}", "last = OK.")
    play.start("little", until=MONDAY.isoformat())
    assert play.kept(PauseContact)[1:] == [PauseContact(MONDAY)]


INVITED = """
  first: {kind: ask_coming, asks: rsvp, yes: coming, no: waiting, maybe: easier, told: waiting}
  easier: {kind: ask_easier, asks: barrier, yes: coming, no: waiting, next: waiting}
  coming: {kind: say, next: waiting}
  waiting: {kind: stand_by, until: starts_at, yes: coming, no: waiting, maybe: easier, told: waiting, next: last}
  last: {kind: say, next: end}
"""
INVITED_WORDS = """
first = { $title }, { $when }?
    .maybe = Maybe
easier = What would help?
coming = Lovely.
last = It has begun.
"""


def invited(folder: Path) -> Play:
    play, _ = played(folder, INVITED, INVITED_WORDS)
    play.start("little", INVITATION)
    return play


def last_word(play: Play) -> tuple[str, set[str]]:
    (*_, last) = play.kept(KeepRsvp)
    assert isinstance(last, KeepRsvp)
    return last.answer, set(last.barriers)


def ask_coming_takes_a_number_or_words(folder: Path) -> None:
    for text, answer in (("1", "yes"), ("2", "no"), ("3", "maybe"), ("yes please", "yes"), ("no ta", "no")):
        play = invited(folder)
        play.say(text)
        assert last_word(play) == (answer, set())


def ask_coming_does_not_ask_again_what_was_told(folder: Path) -> None:
    play = invited(folder)
    play.say("maybe if someone sat with me")
    assert last_word(play) == ("maybe", {"company"})
    assert play.asked is None


def ask_coming_invites_nobody_to_what_is_over(folder: Path) -> None:
    play, _ = played(folder, INVITED, INVITED_WORDS)
    assert play.start("little", {**INVITATION, "starts_at": (MONDAY - timedelta(days=1)).isoformat()}) == []
    assert play.sessions == ()


def ask_easier_keeps_what_they_say(folder: Path) -> None:
    play = invited(folder)
    play.say("maybe")
    play.say("a lift there and back")
    assert last_word(play) == ("maybe", {"travel"})
    assert play.asked is None


def ask_easier_takes_nothing_for_an_answer(folder: Path) -> None:
    play = invited(folder)
    play.say("maybe")
    play.say("nothing")
    assert play.asked is None or play.say("no")
    assert last_word(play)[0] == "maybe"


def ask_easier_hears_that_they_have_decided(folder: Path) -> None:
    play = invited(folder)
    play.say("maybe")
    assert play.say("yes ill come") == ["Lovely."]
    assert last_word(play) == ("yes", set())


def stand_by_takes_another_answer_until_it_begins(folder: Path) -> None:
    play = invited(folder)
    play.say("no")
    play.wait(timedelta(days=2))
    assert play.say("yes i can come") == ["Lovely."]
    assert play.wait(timedelta(days=10)) == ["It has begun."]
    play.say("no")
    assert last_word(play) == ("yes", set())


def stand_by_leaves_other_talk_alone(folder: Path) -> None:
    play = invited(folder)
    play.say("yes")
    for text in ("ta", "the buses never come on time", "what time is it?"):
        play.say(text)
    assert last_word(play) == ("yes", set())


def ask_choice_offers_what_lights_them_up(folder: Path) -> None:
    nodes = "  first: {kind: ask_choice, asks: gone, options: interests, into: gone, keeps: no_interest, next: last}"
    play, _ = played(folder, nodes + LAST, "first = Which one?\nlast = Not { $gone }.")
    play.person = replace(play.person, interests=(Interest("fishing", "fishing"), Interest("owls")))
    play.start("little", {"again": True})
    assert play.say("2") == ["Not owls."]
    assert play.kept(ForgetInterest) == [ForgetInterest("owls", None)]


def yes_no_can_ask_anew(folder: Path) -> None:
    nodes = "  first: {kind: yes_no, asks: profile, records: sharing_profile, anew: true, yes: last, no: last}"
    play, _ = played(folder, nodes + LAST, "first = May they?\nlast = OK.")
    play.person = replace(play.person, consents={"conversation": True, "sharing_profile": True})
    assert play.start("little", {"again": True}) == ["May they?"]
    play.say("no")
    assert play.person.consents["sharing_profile"] is False


CASES: dict[str, list[Case]] = {
    "say": [say_says_and_goes_on],
    "ask_text": [ask_text_takes_any_words, ask_text_reads_a_name, ask_text_does_not_ask_what_is_known],
    "ask_choice": [
        ask_choice_offers_what_lights_them_up,
        ask_choice_offers_and_takes_a_number,
        ask_choice_takes_a_word_or_a_near_spelling,
        ask_choice_offers_the_areas,
        ask_choice_keeps_how_to_quote,
    ],
    "yes_no": [yes_no_can_ask_anew, yes_no_records_a_consent_with_its_wording, yes_no_asks_again_what_is_unclear],
    "scale": [scale_takes_a_number_in_figures_or_words, scale_asks_again_between_two_numbers],
    "ask_list": [
        ask_list_keeps_each_thing_until_thats_it,
        ask_list_keeps_a_thing_once,
        ask_list_takes_no_talk_for_a_thing,
    ],
    "ask_each": [
        ask_each_asks_one_after_the_other,
        ask_each_stays_with_the_questions_that_it_began_with,
        ask_each_without_questions_goes_on,
    ],
    "offer": [offer_keeps_what_was_said_after_a_yes, offer_keeps_nothing_after_a_no],
    "listen": [listen_thanks_and_asks_nothing],
    "branch": [branch_goes_by_what_is_known, branch_goes_the_other_way_without_it],
    "remember": [remember_puts_things_into_memory],
    "keep": [keep_makes_a_record_of_what_is_remembered],
    "tell_worker": [tell_worker_raises_an_alert],
    "erase": [erase_says_so_last_and_forgets_everything],
    "ask_coming": [
        ask_coming_takes_a_number_or_words,
        ask_coming_does_not_ask_again_what_was_told,
        ask_coming_invites_nobody_to_what_is_over,
    ],
    "ask_easier": [
        ask_easier_keeps_what_they_say,
        ask_easier_takes_nothing_for_an_answer,
        ask_easier_hears_that_they_have_decided,
    ],
    "stand_by": [stand_by_takes_another_answer_until_it_begins, stand_by_leaves_other_talk_alone],
    "wait": [wait_goes_on_when_the_time_has_come, wait_leaves_replies_to_others, wait_can_be_until_a_time],
    "pause": [pause_leaves_in_peace_until_they_write, pause_leaves_in_peace_until_a_time],
    "begin": [begin_hands_over_to_another_flow],
    "give_code": [give_code_says_the_code_that_works],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_cases(kind: str) -> None:
    assert CASES.get(kind), f"write cases for the kind {kind!r}"


@pytest.mark.parametrize("case", [case for cases in CASES.values() for case in cases], ids=lambda case: case.__name__)
def test_a_node(case: Case, tmp_path: Path) -> None:
    case(tmp_path)


def test_nothing_is_kept_of_somebody_who_has_not_agreed(tmp_path: Path) -> None:
    nodes = f"  first: {{kind: ask_text, asks: view, into: view, keeps: view, next: last}}{LAST}"
    play, _ = played(tmp_path, nodes, "first = What is it like?\nlast = OK.")
    play.person = ANN
    play.say("cold")
    assert play.kept(KeepView) == []
