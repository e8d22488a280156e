from bot.channels.looks import keyboard, numbered


def test_sms_shows_choices_as_numbered_lines() -> None:
    assert numbered("Is that right?", ("Yes", "No")) == "Is that right?\n1 Yes\n2 No"
    assert numbered("Hello.", ()) == "Hello."


def test_short_choices_share_a_row_and_a_person_is_always_the_last() -> None:
    assert keyboard(("Yes", "No")) == (("Yes", "No"), ("Talk to a person",))
    assert keyboard(("1", "2", "3", "4", "5")) == (("1", "2", "3", "4", "5"), ("Talk to a person",))


def test_longer_choices_get_a_row_each() -> None:
    rows = keyboard(("By my first name", "Not by name"))
    assert rows == (("By my first name",), ("Not by name",), ("Talk to a person",))


def test_a_person_is_offered_once() -> None:
    assert keyboard(("Later", "talk to a person")) == (("Later",), ("Talk to a person",))
    assert keyboard(("Talk to a person",)) == (("Talk to a person",),)


def test_a_text_without_choices_has_no_keyboard() -> None:
    assert keyboard(()) == ()
