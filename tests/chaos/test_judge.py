"""The judge can find against the line: an honest book passes, and each way of tampering with it is seen."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from conversations.reading.risk import read_risk
from tests.chaos.books import Ask, Books, Kill, Letter, Recipient, Report, Row, Try
from tests.chaos.judge import DOUBT, doubtful, judge, repeats
from tests.chaos.people import WISHES
from tests.chaos.phases import ANSWERED, ASKED, CLAIM, IDLE, PLAN, REPORT, TAKEN, TEXT_AFTER, TEXT_BEFORE, phases_of

ANN, BOB = "+447700900001", "5001"
THANKS, BYE = "Thank you, Ann.", "We will not text you again."


def honest() -> Books:
    """Ann said something by SMS. Bob stopped on Telegram; his goodbye went twice: a kill in flight."""
    received = [
        Row(UUID(int=1), 1, "sms", ANN, "received", "SAY more swings", "SM1", created=10.0),
        Row(UUID(int=2), 2, "telegram", BOB, "received", "stop", "7:1", created=20.0),
    ]
    out = [
        Row(UUID(int=3), 3, "sms", ANN, "delivered", THANKS, "SM2", answers=UUID(int=1), created=10.0),
        Row(UUID(int=4), 4, "telegram", BOB, "sent", BYE, "9:4", "goodbye", answers=UUID(int=2), created=20.0),
    ]
    return Books(
        letters=[
            Letter("sms", "SM1", ANN, "SAY more swings", 9.9, "more swings", answered=10.1),
            Letter("telegram", "7:1", BOB, "STOP", 19.9, answer_due=False, answered=20.1),
        ],
        asks=[
            Ask("sms", "serve1-1", ANN, THANKS, 10.2, 10.3, "SM2", 10.4),
            Ask("telegram", "serve1-1", BOB, BYE, 20.2, 20.3, "8", None),
            Ask("telegram", "serve1-2", BOB, BYE, 120.2, 120.3, "9", 120.4),
        ],
        reports=[Report("SM2", "delivered"), Report("SM2", "sent")],
        kills=[Kill("serve1-1", 20.35)],
        recipients=[Recipient(ANN, "Thank you")],
        rows=[*received, *out],
        views=[(ANN, "more swings")],
    )


def test_an_honest_book_passes_and_its_repeat_is_counted() -> None:
    books = honest()
    assert judge(books) == []
    assert [ask.name for ask in repeats(books)] == ["8"]
    assert doubtful(books) == []


def test_nobody_says_what_could_be_heard_as_danger() -> None:
    """Such words go to a worker and not to the Network, so the judge would miss them there."""
    assert {read_risk(f"SAY {wish}").level for wish in WISHES} == {"none"}


def lose_a_text(books: Books) -> None:
    del books.rows[0]


def keep_a_text_twice(books: Books) -> None:
    books.rows.append(replace(books.rows[0], id=UUID(int=9), number=9))


def make_a_text_up(books: Books) -> None:
    books.rows.append(replace(books.rows[0], provider_id="SM9"))


def keep_it_with_somebody_else(books: Books) -> None:
    books.rows[0].address = "+447700900002"


def lose_a_view(books: Books) -> None:
    books.views.clear()


def count_a_view_twice(books: Books) -> None:
    books.views *= 2


def make_a_view_up(books: Books) -> None:
    books.views.append((BOB, "more trees"))


def keep_a_view_without_its_text(books: Books) -> None:
    books.letters[0].answered = None
    del books.rows[0]


def leave_somebody_unanswered(books: Books) -> None:
    books.rows[2].answers = None


def leave_a_text_waiting(books: Books) -> None:
    books.rows[2].state, books.rows[2].waiting = "sending", True


def give_no_reason(books: Books) -> None:
    books.rows[2].state = "failed"


def skip_somebody(books: Books) -> None:
    books.rows[2].state, books.rows[2].reason = "skipped", "stopped"


def forget_its_name(books: Books) -> None:
    books.rows[2].provider_id = ""


def mark_what_never_went(books: Books) -> None:
    books.asks[0].taken = None


def use_one_sending_for_two(books: Books) -> None:
    books.rows.append(replace(books.rows[2], id=UUID(int=9), number=9))


def send_what_nobody_queued(books: Books) -> None:
    books.asks.append(Ask("sms", "serve1-1", ANN, "Buy now", 11.0, 11.1, "SM8", 11.2))


def repeat_without_a_kill(books: Books) -> None:
    books.kills.clear()


def repeat_by_sms(books: Books) -> None:
    books.asks.insert(0, Ask("sms", "serve1-1", ANN, THANKS, 10.1, 10.15, "SM8"))


def repeat_a_batch(books: Books) -> None:
    books.asks.append(replace(books.asks[1], name="6", begun=20.1, taken=20.15))


def change_the_order(books: Books) -> None:
    books.rows.append(replace(books.rows[2], id=UUID(int=9), number=2, provider_id="SM9"))
    books.asks.append(Ask("sms", "serve1-1", ANN, THANKS, 10.5, 10.6, "SM9", 10.7))


def text_after_stop(books: Books) -> None:
    books.rows[3].kind = "reply"


def text_after_stop_and_be_refused(books: Books) -> None:
    books.asks.append(Ask("telegram", "serve1-2", BOB, "More?", 140.0))


def disbelieve_a_report(books: Books) -> None:
    books.rows[2].state = "sent"


def leave_a_report_lying(books: Books) -> None:
    books.unjoined = 1


def leave_somebody_out(books: Books) -> None:
    books.recipients.append(Recipient(BOB, "Thank you"))


def plan_twice(books: Books) -> None:
    books.rows.append(replace(books.rows[2], id=UUID(int=9), number=9, provider_id="SM9"))
    books.asks.append(Ask("sms", "serve1-1", ANN, THANKS, 10.5, 10.6, "SM9", 10.7))


def say_that_it_never_went(books: Books) -> None:
    del books.asks[2]
    books.rows[3].state, books.rows[3].reason, books.rows[3].provider_id = "skipped", "stopped", ""


def break_a_turn(books: Books) -> None:
    books.broken = 1


@pytest.mark.parametrize(
    ("tamper", "seen"),
    [
        (lose_a_text, "lost: a text"),
        (keep_a_text_twice, "kept twice"),
        (make_a_text_up, "made up: a text"),
        (keep_it_with_somebody_else, "kept with somebody else"),
        (lose_a_view, "lost: a view"),
        (count_a_view_twice, "counted twice"),
        (make_a_view_up, "made up: 1 views"),
        (keep_a_view_without_its_text, "counted twice"),
        (leave_somebody_unanswered, "unanswered"),
        (leave_a_text_waiting, "without an end"),
        (give_no_reason, "without a reason"),
        (skip_somebody, "skipped"),
        (forget_its_name, "without a name"),
        (mark_what_never_went, "never sent"),
        (use_one_sending_for_two, "one sending for 2"),
        (send_what_nobody_queued, "nobody's"),
        (repeat_without_a_kill, "repeated without need"),
        (repeat_by_sms, "repeated although Twilio could be asked"),
        (repeat_a_batch, "repeated although it was not in flight"),
        (change_the_order, "out of order"),
        (text_after_stop, "after STOP"),
        (text_after_stop_and_be_refused, "after STOP"),
        (disbelieve_a_report, "not as reported"),
        (leave_a_report_lying, "forgotten"),
        (leave_somebody_out, "left out"),
        (plan_twice, "planned twice"),
        (say_that_it_never_went, "gone unknown"),
        (break_a_turn, "broke"),
    ],
)
def test_the_judge_sees_each_breach(tamper: Callable[[Books], None], seen: str) -> None:
    books = honest()
    tamper(books)
    assert any(breach.startswith(seen) for breach in judge(books)), judge(books)


def test_urgent_words_wait_for_nobody() -> None:
    books = honest()
    change_the_order(books)
    books.rows[2].kind = books.rows[-1].kind = "urgent"
    assert not any(breach.startswith("out of order") for breach in judge(books))


def test_what_went_but_was_stopped_before_it_could_be_repeated_is_in_doubt() -> None:
    books = honest()
    del books.asks[2]
    books.rows[3].state, books.rows[3].reason, books.rows[3].provider_id = "skipped", f"stopped; it is {DOUBT}", ""
    assert judge(books) == []
    assert [ask.name for ask in doubtful(books)] == ["8"]


def test_where_a_kill_fell() -> None:
    books, kill = honest(), Kill("serve1-1", 20.35)
    books.kills = [kill]
    assert phases_of(books, kill) == set()
    stages = {ASKED: (20.2, 20.4, None), TAKEN: (20.2, 20.3, None), ANSWERED: (20.2, 20.3, 20.34)}
    kill.abandoned = [(UUID(int=4), 20.15)]
    for stage, (books.asks[1].begun, books.asks[1].taken, books.asks[1].answered) in stages.items():
        assert phases_of(books, kill) == {stage}
    kill.abandoned = [(UUID(int=4), 20.25)]
    assert phases_of(books, kill) == {CLAIM}
    kill.abandoned = []
    books.tries = [
        Try("report", "serve1-1", 20.3),
        Try("plan", "serve1-1", 20.3),
        Try("text", "serve1-1", 20.3),
        Try("text", "serve1-1", 19.9, letter=books.letters[1]),
        Try("text", "serve2-1", 20.0),
    ]
    assert phases_of(books, kill) == {REPORT, PLAN, TEXT_BEFORE, TEXT_AFTER}
    assert IDLE not in phases_of(books, kill)


def test_what_is_in_doubt_is_no_repeat_of_a_later_text_that_says_the_same() -> None:
    books = honest()
    doubted = replace(books.rows[2], id=UUID(int=9), number=2, state="skipped", reason=DOUBT, provider_id="")
    books.rows.append(doubted)
    books.asks.insert(0, Ask("sms", "serve1-1", ANN, THANKS, 10.05, 10.1, "SM0"))
    books.letters.append(Letter("sms", "SM5", ANN, "STOP", 8.0, answer_due=False))
    books.recipients.clear()
    assert judge(books) == []
    assert [ask.name for ask in doubtful(books)] == ["SM0"]
