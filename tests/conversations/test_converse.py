"""What is decided beside the flows: who is answered how, and what is kept of whom."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.converse import converse
from conversations.effects import (
    ForgetInterest,
    KeepInterest,
    KeepView,
    NameContact,
    PauseContact,
    PlaceContact,
    RaiseAlert,
    RecordConsent,
    RestartContact,
    ResumeContact,
    Say,
    SpeakLanguage,
    StopContact,
)
from conversations.events import Replied, Stopped
from conversations.hearing.language import wanted_language
from conversations.rehearsal import LOCAL_INTERESTS
from conversations.situation import Interest, Situation, Upcoming
from tests.conversations.little import played
from tests.conversations.playing import AGREED, ANN, FLOWS, LINE, MONDAY, QUESTIONS, Play


def agreed(**more: object) -> Play:
    return Play(person=AGREED, **more)  # type: ignore[arg-type]


def test_any_first_text_begins_the_welcome() -> None:
    play = Play()
    texts = play.say("hiya")
    assert "this is Lightline" in texts[0]
    assert "Nobody watches at night" in texts[0]
    assert play.asked == "consent"


def test_the_same_arguments_give_the_same_outcome() -> None:
    situation = Situation(AGREED)
    first = converse(FLOWS, LINE, situation, Replied("fishing by the way"), MONDAY)
    assert first == converse(FLOWS, LINE, situation, Replied("fishing by the way"), MONDAY)


def test_whatever_is_no_consent() -> None:
    play = Play()
    play.say("hello")
    play.say("whatever")
    assert play.kept(RecordConsent) == []
    assert play.asked == "consent"


def test_nothing_told_before_a_no_is_left_in_the_session() -> None:
    play = Play()
    play.say("JOIN LEEDS")
    play.say("fishing")
    play.say("no")
    play.wait(timedelta(days=2))
    assert play.kept(KeepInterest, PlaceContact) == []
    assert play.ended[-1].memory == {}
    assert play.ended[-1].aside == ()


def test_what_was_told_before_a_yes_is_kept_after_it() -> None:
    play = Play()
    play.say("JOIN LEEDS")
    play.say("i love fishing")
    play.say("ok yes")
    assert play.kept(KeepInterest) == [KeepInterest("fishing", "fishing")]
    play.say("skip")
    assert play.kept(PlaceContact) == [PlaceContact("leeds")]


def test_a_first_text_with_something_to_say_is_offered_later() -> None:
    play = Play(areas=())
    play.say("my landlord wont mend the heating")
    for said in ("yes", "skip", "skip"):
        play.say(said)
    assert play.asked == "offer"
    play.say("yes")
    assert play.kept(KeepView) == [KeepView("my landlord wont mend the heating", None, "housing")]


def test_ok_at_an_open_door_is_no_consent() -> None:
    play = Play()
    play.say("hello")
    play.say("no")
    assert play.say("ok") == []
    assert not play.person.agreed


def test_the_carrier_answers_its_own_word() -> None:
    play = agreed()
    assert play.say("Stop") == []
    assert play.effects == [StopContact(True), RaiseAlert("stopped")]


def test_a_stop_with_danger_in_it_names_help_and_tells_a_worker() -> None:
    play = agreed()
    texts = play.say("stop texting me i am going to kill myself")
    assert StopContact(False) in play.effects
    assert RaiseAlert("urgent", "suicide") in play.effects
    assert len(texts) == 1
    assert "999" in texts[0]


def test_only_the_person_opens_the_line_again() -> None:
    play = agreed()
    play.say("STOP")
    assert play.say("yes") == []
    assert play.start("have_your_say") == []
    assert play.say("START") != []
    assert RestartContact() in play.effects


def test_start_from_somebody_new_is_a_first_text() -> None:
    play = Play(person=replace(ANN, channel="telegram"))
    play.say("START")
    assert play.asked == "consent"


def test_a_wish_to_be_deleted_outlives_a_stop() -> None:
    play = agreed()
    play.say("delete my data")
    play.say("STOP")
    assert RaiseAlert("delete_data") in play.effects


def test_a_blocked_bot_is_a_stop_without_a_word() -> None:
    play = agreed()
    play.say("LIGHT")
    assert play.happen(Stopped("blocked")) == []
    assert play.sessions == ()
    assert StopContact(True) in play.effects


def test_a_stop_is_decided_once() -> None:
    play = agreed()
    play.say("STOP")
    before = len(play.effects)
    play.happen(Stopped("carrier"))
    assert len(play.effects) == before


def test_a_paused_person_who_writes_is_back() -> None:
    play = agreed()
    play.person = replace(play.person, paused=True)
    assert "Good to hear from you" in play.say("im out")[0]
    assert ResumeContact() in play.effects


def test_a_pause_ends_by_itself() -> None:
    play = agreed()
    play.say("text me in a month please")
    assert PauseContact(MONDAY + timedelta(days=30)) in play.effects
    assert RaiseAlert("pause") in play.effects


def test_nothing_is_asked_again_during_a_pause() -> None:
    play = agreed()
    play.say("DELETE MY DATA")
    play.say("can you leave me alone for 2 weeks")
    assert play.wait(timedelta(days=13)) == []
    assert {session.flow for session in play.sessions} == {"pause", "delete_my_data"}


def test_a_pause_of_their_own_words_ends_when_they_write() -> None:
    play = agreed()
    assert "until" not in play.say("PAUSE")[0]
    assert PauseContact(None) in play.effects
    assert play.wait(timedelta(days=90)) == []
    play.say("im back")
    assert ResumeContact() in play.effects


def test_a_voice_note_is_told_to_a_worker() -> None:
    play = agreed()
    assert "cannot listen" in play.say("", "voice")[0]
    assert RaiseAlert("attachment") in play.effects


def test_the_words_beside_a_picture_count() -> None:
    play = agreed()
    play.say("LIGHT")
    play.say("fishing", "picture")
    assert play.kept(KeepInterest) == [KeepInterest("fishing", "fishing")]


def test_a_placeholder_of_a_gateway_is_no_answer() -> None:
    play = agreed()
    play.say("LIGHT")
    assert "cannot listen" in play.say("[voice note 12s]")[0]
    assert play.kept(KeepInterest) == []


def test_say_keeps_a_view_at_once() -> None:
    play = agreed()
    assert play.say("SAY the last bus goes at five") == ["Thank you, Ann. Your Network will hear it."]
    assert play.kept(KeepView) == [KeepView("the last bus goes at five", None, "transport_access")]


def test_say_while_a_question_is_open_answers_it() -> None:
    play = agreed(questions=QUESTIONS)
    play.start("have_your_say")
    play.say("I want to say it is cold in there")
    assert [effect.question for effect in play.kept(KeepView) if isinstance(effect, KeepView)] == [QUESTIONS[0].id]


def test_join_moves_somebody_who_agreed() -> None:
    play = agreed()
    assert play.say("JOIN BRADFORD") == ["Thank you, Ann. You are down for Bradford."]
    assert play.kept(PlaceContact) == [PlaceContact("bradford")]


def test_join_during_the_welcome_is_remembered() -> None:
    play = Play()
    play.say("hello")
    play.say("join leeds")
    play.say("yes")
    play.say("Ann")
    assert play.kept(PlaceContact) == [PlaceContact("leeds")]


def test_join_a_choir_is_an_answer() -> None:
    play = agreed()
    play.say("LIGHT")
    play.say("join a choir")
    assert play.kept(KeepInterest) == [KeepInterest("singing", "singing")]
    assert play.kept(PlaceContact) == []


def test_join_at_the_question_for_the_area_answers_it() -> None:
    play = Play()
    for said in ("hello", "yes", "Ann", "JOIN LEEDS"):
        play.say(said)
    assert play.kept(PlaceContact) == [PlaceContact("leeds")]
    assert play.asked == "quoting"


def test_whats_on_names_what_fits_into_two_texts() -> None:
    play = agreed()
    assert "Nothing is planned" in play.say("WHAT'S ON")[0]
    play.upcoming = tuple(Upcoming(f"Get-together {number} " + "a" * 80, MONDAY, "the library") for number in (1, 2, 3))
    texts = play.say("whats on")
    assert "Get-together 2" in texts[0]
    assert "Get-together 3" not in texts[0]
    assert len(texts[0]) <= 306


def test_whats_on_from_somebody_new_is_welcomed_first() -> None:
    play = Play()
    play.say("WHAT'S ON")
    assert play.asked == "consent"


def test_an_interest_can_be_taken_back_under_another_name() -> None:
    play = agreed()
    for said in ("LIGHT", "i like a bit of painting at the weekend", "no not painting im sick of it"):
        play.say(said)
    assert [effect.interest for effect in play.kept(ForgetInterest) if isinstance(effect, ForgetInterest)] == ["art"]
    assert play.person.interests == ()


def test_an_interest_that_was_taken_back_can_be_given_again() -> None:
    play = agreed()
    for said in ("LIGHT", "bowling", "forget bowling", "bowling"):
        play.say(said)
    assert play.person.interests == (Interest("bowling", "bowling"),)


def test_light_from_somebody_new_is_welcomed_first() -> None:
    play = Play()
    play.say("LIGHT")
    assert play.asked == "consent"


def test_a_worker_cannot_start_a_flow_with_somebody_who_has_not_agreed() -> None:
    play = Play()
    assert play.start("have_your_say") == []
    assert play.sessions == ()


def test_a_thing_out_of_the_blue_is_kept() -> None:
    play = agreed()
    texts = play.say("fishing by the way")
    assert play.kept(KeepInterest) == [KeepInterest("fishing", "fishing")]
    assert "What else" in texts[0]


def test_a_question_is_for_a_worker() -> None:
    play = agreed()
    assert "one working day" in play.say("what time is it on")[0]
    assert play.sessions == ()


def test_who_asks_for_polish_is_spoken_to_in_polish_from_then_on() -> None:
    play = Play()
    play.say("hello")
    texts = play.say("po polsku proszę")
    assert "piszemy po polsku" in texts[0]
    assert "Czy się zgadzasz?" in " ".join(texts)
    assert play.kept(SpeakLanguage) == [SpeakLanguage("pl")]
    assert play.kept(RaiseAlert) == []
    assert "Jak mamy się do Ciebie zwracać?" in play.say("tak")[0]
    assert play.person.agreed


def test_who_begins_with_a_wish_for_polish_is_welcomed_in_polish() -> None:
    assert "Dzień dobry" in " ".join(Play().say("polski"))


def test_english_is_one_word_away() -> None:
    play = agreed()
    play.say("po polsku")
    assert play.say("ENGLISH") == ["Of course. From now on we write in English."]
    assert play.person.language == "en"


def test_a_language_without_words_is_noted_in_english_and_told_to_a_worker() -> None:
    play = agreed()
    assert "that you want Urdu" in play.say("can you text me in urdu")[0]
    assert RaiseAlert("person") in play.effects


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("po polsku prosze", "pl"),
        ("Polski!", "pl"),
        ("Polish please", "pl"),
        ("i cant speak english only polish", "pl"),
        ("nie mówię po angielsku", "pl"),
        ("is there anyone who speaks punjabi", "pa"),
        ("i dont speak english", None),
        ("polish sausage is class", None),
        ("there was a polish shop", None),
        ("i am learning polish", None),
        ("the signs should be in urdu", None),
        ("there are loads of people who speak polish round here", None),
    ],
)
def test_a_wish_for_a_language_is_told_from_talk_about_one(text: str, tag: str | None) -> None:
    assert wanted_language(text) == tag


def test_a_line_that_is_missing_in_polish_is_said_in_english(tmp_path: Path) -> None:
    (tmp_path / "little.pl.ftl").write_text("first = Jak leci?", encoding="utf-8")
    nodes = "  first: {kind: ask_text, asks: mood, into: mood, next: last}\n  last: {kind: say, next: end}\n"
    play, _ = played(tmp_path, nodes, "first = How are you?\nlast = Good to know.")
    play.person = replace(play.person, language="pl")
    assert play.start("little") == ["Jak leci?"]
    assert play.say("dobrze, u mnie wszystko gra") == ["Good to know."]


def test_help_lists_numbers_and_times_in_polish() -> None:
    play = agreed()
    play.person = replace(play.person, language="pl")
    (text,) = play.say("pomoc")
    assert "od poniedziałku do piątku" in text
    assert "Dzwoń pod 999." in text
    play.upcoming = (Upcoming("Get-together", MONDAY.replace(day=9, hour=14), "the library"),)
    assert "wtorek 9 czerwca, 14:00" in play.say("co się dzieje")[0]


@pytest.mark.parametrize("said", ["pomiń", "POMIN", "dalej", "nastepne pytanie"])
def test_skip_in_polish(said: str) -> None:
    play = Play()
    play.say("polski")
    play.say("tak")
    assert "W jakiej okolicy" in play.say(said)[0]
    assert "Jak mamy się" in play.say("cofnij")[0]


def test_a_person_in_polish() -> None:
    play = agreed()
    play.say("OSOBA")
    assert RaiseAlert("person") in play.effects


def test_small_talk_wants_no_answer() -> None:
    play = agreed()
    assert [play.say(said) for said in ("ta", "😂", "thanks love", "")] == [[], [], [], []]


def test_small_talk_at_an_open_question_is_neither_an_answer_nor_held_against_anybody() -> None:
    play = agreed()
    play.say("LIGHT")
    assert [play.say(said) for said in ("ta", "😂", "ta", "ok thanks")] == [[], [], [], []]
    assert play.asked == "interests"


def test_help_when_nothing_is_open_explains_the_line() -> None:
    play = agreed()
    assert "Nobody watches at night" in play.say("HELP")[0]
    assert play.sessions == ()


def test_somebody_who_said_no_and_then_ta_is_left_in_peace() -> None:
    play = Play(person=replace(ANN, consents={"conversation": False}))
    assert play.say("ta") == []


def test_thats_all_ends_a_round_of_questions() -> None:
    play = agreed(questions=QUESTIONS)
    play.start("have_your_say")
    assert "That is fine" in play.say("thats it")[0]
    assert play.sessions == ()


def test_a_name_is_put_right_anywhere() -> None:
    play = agreed()
    play.say("LIGHT")
    assert play.say("stop calling me mr, its Duke") == ["OK, Duke it is. Thank you."]
    assert play.kept(NameContact) == [NameContact("Duke")]
    assert play.asked == "interests"


@pytest.mark.parametrize(("text", "young"), [("im 15", True), ("i am 17 years old", True), ("im 10 mins away", False)])
def test_a_child_gets_a_line_of_their_own(text: str, young: bool) -> None:
    play = agreed()
    texts = play.say(text)
    assert (RaiseAlert("underage") in play.effects) is young
    assert ("0800 1111" in texts[0]) is young


def test_a_fourth_flow_lets_the_oldest_go() -> None:
    play = agreed(questions=QUESTIONS)
    for text in ("LIGHT", "HAVE YOUR SAY", "delete my data"):
        play.say(text)
    play.start("pass_it_on", offered=["the lift"])
    assert [session.flow for session in play.sessions] == ["pass_it_on", "delete_my_data", "have_your_say"]
    assert [session.flow for session in play.ended] == ["light_me_up"]


def test_a_flow_that_is_open_is_asked_again() -> None:
    play = agreed()
    play.say("LIGHT")
    play.say("fishing")
    assert play.say("LIGHT") == ["What else lights you up? Or text THAT'S IT."]
    assert len(play.sessions) == 1


def test_a_flow_with_new_things_to_ask_takes_the_place_of_the_old() -> None:
    play = agreed()
    play.start("have_your_say", questions=[{"id": "a", "text": "Old?"}])
    texts = play.start("have_your_say", questions=[{"id": "b", "text": "New?"}])
    assert "New?" in texts[0]
    assert [session.status for session in play.ended] == ["ended"]


def test_a_timer_that_comes_too_early_changes_nothing() -> None:
    play = agreed()
    play.say("PERSON")
    play.timers["in_hand"] = MONDAY + timedelta(hours=1)
    assert play.wait(timedelta(hours=2)) == []
    assert [session.flow for session in play.sessions] == ["in_hand"]


def test_answers_go_out_as_replies_and_the_rest_as_conversation() -> None:
    play = agreed(questions=QUESTIONS)
    play.start("have_your_say")
    play.say("more chairs")
    kinds = [effect.kind for effect in play.kept(Say) if isinstance(effect, Say)]
    assert kinds == ["conversation", "reply"]


def test_what_a_network_has_named_is_taken_back_by_its_name_and_nothing_else_with_it() -> None:
    play = agreed()
    play.local_interests = LOCAL_INTERESTS
    for said in ("LIGHT", "my cat", "pigeon club", "that's it"):
        play.say(said)
    assert play.say("forget pigeon racing") == ["OK, not pigeon racing."]
    assert [each.words for each in play.person.interests] == ["cat"]


@pytest.mark.parametrize(
    "said", ["i like nothing", "i love nobody", "nothing", "i go to bed", "i enjoy nowt", "ok maybe"]
)
def test_nothing_is_no_thing_that_lights_somebody_up(said: str) -> None:
    play = agreed()
    play.say("LIGHT")
    play.say(said)
    assert play.kept(KeepInterest) == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("I love marbles", "marbles"),
        ("i go to the marbles club!", "marbles club"),
        ("I enjoy the 60s marbles", "60s marbles"),
        ("I go to the Wednesday pigeon club", "wednesday pigeon club"),
    ],
)
def test_what_they_call_a_thing_is_kept_as_they_call_it(said: str, kept: str) -> None:
    play = agreed()
    play.say("LIGHT")
    play.say(said)
    assert [each.words for each in play.person.interests] == [kept]
