from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.channel import Lookup, Outgoing, Sent, StatusReport
from bot.channels.errors import Forged, Malformed, OptedOut, OursToFix, Refused, TryLater, Uncertain, Unreachable
from bot.channels.sms import SmsChannel
from tests.standins.twilio import TwilioStandIn

pytestmark = pytest.mark.anyio

ANN, BOB = "+447700900001", "+447700900002"
NOW = datetime(2026, 11, 23, 10, 0, 0, 700_000, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def twilio(clock: Clock) -> Iterator[TwilioStandIn]:
    with TwilioStandIn(clock=clock) as twilio:
        yield twilio


def channel_of(twilio: TwilioStandIn, base_url: str | None = None, service: str | None = None) -> SmsChannel:
    return SmsChannel(
        account_sid=twilio.account_sid,
        auth_token=twilio.auth_token,
        public_url=twilio.public_url,
        sender=twilio.number,
        messaging_service=service,
        base_url=base_url or twilio.base_url,
        timeout=0.3,
    )


@pytest.fixture
async def sms(twilio: TwilioStandIn) -> AsyncIterator[SmsChannel]:
    channel = channel_of(twilio)
    await channel.open()
    yield channel
    await channel.close()


def to(address: str, text: str = "Hello.", choices: tuple[str, ...] = (), left: int | None = None) -> Outgoing:
    return Outgoing(uuid4(), address, text, choices, seconds_left=left)


# Sending


async def test_a_text_with_choices_goes_out_numbered_plain_and_with_a_report_wanted(
    sms: SmsChannel, twilio: TwilioStandIn
) -> None:
    sent = await sms.send(to(ANN, "What\u2019s on?", ("Yes", "No"), left=7200))
    (text,) = twilio.sent
    assert sent == Sent(text.sid, delivered=False)
    assert text.fields == {
        "To": ANN,
        "From": twilio.number,
        "Body": "What's on?\n1 Yes\n2 No",
        "StatusCallback": "https://lightline.example/webhooks/twilio/status",
        "ValidityPeriod": "7200",
    }


async def test_a_messaging_service_goes_before_a_number(twilio: TwilioStandIn) -> None:
    channel = channel_of(twilio, service="MG" + "2" * 32)
    await channel.send(to(ANN))
    await channel.close()
    assert twilio.sent[0].fields["MessagingServiceSid"] == "MG" + "2" * 32
    assert "From" not in twilio.sent[0].fields


async def test_twilio_holds_a_text_for_ten_hours_at_most_and_never_past_its_time(
    sms: SmsChannel, twilio: TwilioStandIn
) -> None:
    await sms.send(to(ANN, left=100_000))
    assert twilio.sent[0].fields["ValidityPeriod"] == "36000"
    with pytest.raises(Refused):
        await sms.send(to(ANN, left=0))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (21211, Unreachable),
        (21610, OptedOut),
        (20003, OursToFix),
        (30007, Refused),
        (20429, TryLater),
        (99999, Refused),
    ],
)
async def test_a_refusal_says_what_to_do(
    sms: SmsChannel, twilio: TwilioStandIn, code: int, kind: type[Exception]
) -> None:
    twilio.refuse_next(code)
    with pytest.raises(kind) as raised:
        await sms.send(to(ANN))
    assert type(raised.value) is kind


async def test_stop_on_the_phone_is_known_at_the_next_send_and_start_undoes_it(
    sms: SmsChannel, twilio: TwilioStandIn
) -> None:
    twilio.text(ANN, "Stop")
    with pytest.raises(OptedOut):
        await sms.send(to(ANN))
    await sms.send(to(BOB))
    twilio.text(ANN, "START")
    await sms.send(to(ANN))


@pytest.mark.parametrize("trouble", ["stumble_next", "break_next", "hang_next"])
@pytest.mark.parametrize("after_taking", [True, False])
async def test_a_text_of_unknown_fate_is_looked_up_before_it_is_sent_again(
    sms: SmsChannel, twilio: TwilioStandIn, trouble: str, after_taking: bool
) -> None:
    message = to(ANN, "Is that right?", ("Yes", "No"))
    getattr(twilio, trouble)(after_taking=after_taking)
    with pytest.raises(Uncertain):
        await sms.send(message)
    found = await sms.find_sent(message, NOW)
    assert found == (Sent(twilio.sent[0].sid) if after_taking else None)


async def test_an_answer_that_cannot_be_read_is_uncertain(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    message = to(ANN)
    twilio.garble_next()
    with pytest.raises(Uncertain):
        await sms.send(message)
    assert await sms.find_sent(message, NOW) == Sent(twilio.sent[0].sid)


async def test_nobody_listening_means_later_because_nothing_was_said(twilio: TwilioStandIn) -> None:
    channel = channel_of(twilio, base_url="http://127.0.0.1:1")
    with pytest.raises(TryLater):
        await channel.send(to(ANN))
    await channel.close()


async def test_only_this_text_to_this_person_since_then_is_found(
    sms: SmsChannel, twilio: TwilioStandIn, clock: Clock
) -> None:
    await sms.send(to(ANN, "Hello."))
    clock.now = NOW + timedelta(minutes=5)
    await sms.send(to(ANN, "Hello again."))
    await sms.send(to(BOB, "Hello."))
    assert await sms.find_sent(to(ANN, "Hello."), clock.now) is None
    assert await sms.find_sent(to(ANN, "Hello."), NOW) == Sent(twilio.sent[0].sid)


async def test_a_text_that_only_ends_with_the_same_words_is_not_found(sms: SmsChannel) -> None:
    await sms.send(to(ANN, "Now back to where we were. What lights you up?"))
    assert await sms.find_sent(to(ANN, "What lights you up?"), NOW) is None


async def test_what_a_trial_account_puts_before_a_text_does_not_hide_it(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    await sms.send(to(ANN, "Sent from your Twilio trial account - What lights you up?"))
    assert await sms.find_sent(to(ANN, "What lights you up?"), NOW) == Sent(twilio.sent[0].sid)


async def test_a_text_that_twilio_gave_up_is_not_found(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    message = to(ANN)
    await sms.send(message)
    twilio.report(twilio.sent[0].sid, "failed", 30001)
    assert await sms.find_sent(message, NOW) is None


async def test_no_number_stands_in_a_log_line(
    sms: SmsChannel, twilio: TwilioStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await sms.send(to(ANN, "a private thing"))
    await sms.find_sent(to(ANN, "a private thing"), NOW)
    assert ANN.removeprefix("+") not in caplog.text
    assert "private" not in caplog.text


async def test_the_account_can_be_checked(sms: SmsChannel) -> None:
    assert await sms.check() == "Stand-in (active)"
    assert isinstance(sms, Lookup)


# Receiving


async def test_a_text_comes_in(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    (text,) = sms.receive_texts(twilio.text(ANN, "ta \U0001f44d", sid="SM1").knock).texts
    assert (text.channel, text.address, text.text, text.provider_id) == ("sms", ANN, "ta \U0001f44d", "SM1")
    assert text.attachment is None


@pytest.mark.parametrize(
    ("kind", "attachment"),
    [("audio/amr", "voice"), ("image/jpeg", "picture"), ("video/mp4", "other"), ("text/vcard", "other")],
)
async def test_what_came_with_a_text_is_named(
    sms: SmsChannel, twilio: TwilioStandIn, kind: str, attachment: str
) -> None:
    letter = twilio.text(ANN, "", NumMedia="1", MediaContentType0=kind, MediaUrl0="https://api.twilio.com/x")
    (text,) = sms.receive_texts(letter.knock).texts
    assert (text.text, text.attachment) == ("", attachment)


@pytest.mark.parametrize("sender", ["InfoSMS", "88600", "+0", "whatsapp:+447700900001", ANN + "\n"])
async def test_a_machine_without_a_number_is_met_with_silence(
    sms: SmsChannel, twilio: TwilioStandIn, sender: str
) -> None:
    assert sms.receive_texts(twilio.text(sender, "You have won!").knock).texts == ()


async def test_a_person_abroad_is_heard_even_if_we_cannot_text_them(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    (text,) = sms.receive_texts(twilio.text("+48512345678", "pomocy").knock).texts
    with pytest.raises(Unreachable):
        await sms.send(to(text.address))


@pytest.mark.parametrize("fields", [{"MessageSid": "", "SmsSid": ""}, {"From": ""}, {"MessageSid": "x" * 65}])
async def test_a_signed_text_without_its_parts_is_malformed(
    sms: SmsChannel, twilio: TwilioStandIn, fields: dict[str, str]
) -> None:
    with pytest.raises(Malformed):
        sms.receive_texts(twilio.text(ANN, "hi", **fields).knock)


async def test_unknown_and_blank_fields_are_part_of_the_signature(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    letter = twilio.text(ANN, "hi", NewThing="", RcsStuff="żółć&=")
    assert sms.receive_texts(letter.knock).texts
    for lost in (b"&NewThing=", b"Body=hi&"):
        assert lost in letter.body
        with pytest.raises(Forged):
            sms.receive_texts(letter.saying(letter.body.replace(lost, b"")).knock)


async def test_the_raw_target_with_its_query_is_part_of_the_signature(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    fields = {"From": ANN, "MessageSid": "SM1", "Body": "hi"}
    letter = twilio.signed("/webhooks/twilio/messages?line=leeds%20north", fields)
    assert sms.receive_texts(letter.knock).texts
    for target in (
        "/webhooks/twilio/messages",
        "/webhooks/twilio/messages/?line=leeds%20north",
        "/webhooks/twilio/messages?line=leeds north",
        "http://lightline.example/webhooks/twilio/messages",
        "[",
        "",
    ):
        with pytest.raises(Forged):
            sms.receive_texts(letter.to(target).knock)


@pytest.mark.parametrize(
    "elsewhere",
    ["http://lightline.example", "https://other.example", "http://127.0.0.1:8000", "https://lightline.example/x"],
)
async def test_a_signature_for_another_address_is_forged(sms: SmsChannel, elsewhere: str) -> None:
    with TwilioStandIn(elsewhere) as other, pytest.raises(Forged):
        sms.receive_texts(other.text(ANN, "hi").knock)


async def test_host_and_forwarding_headers_change_nothing(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    letter = twilio.text(ANN, "hi").with_header("Host", "evil.example").with_header("X-Forwarded-Host", "evil.example")
    assert sms.receive_texts(letter.with_header("X-Forwarded-Proto", "http").knock).texts


async def test_the_stand_in_signs_as_twilio_does(twilio: TwilioStandIn) -> None:
    letter = twilio.signed("/x?a=b", {"b": "2", "a": "", "ż": "ó"})
    validator = RequestValidator(twilio.auth_token)
    signature = letter.headers["X-Twilio-Signature"]
    assert validator.validate("https://lightline.example/x?a=b", {"b": "2", "a": "", "ż": "ó"}, signature)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
async def test_any_text_survives_the_form(text: str) -> None:
    twilio = TwilioStandIn()
    channel = channel_of(twilio, base_url="http://127.0.0.1:1")
    (inbound,) = channel.receive_texts(twilio.text(ANN, text).knock).texts
    assert inbound.text == text
    await channel.close()


# Status reports


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("accepted", "queued"),
        ("queued", "queued"),
        ("sending", "queued"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("undelivered", "undelivered"),
        ("failed", "failed"),
    ],
)
async def test_a_report_is_ranked_in_our_words(sms: SmsChannel, twilio: TwilioStandIn, theirs: str, ours: str) -> None:
    (report,) = sms.receive_status(
        twilio.report("SM7", theirs, 30003 if theirs == "undelivered" else None).knock
    ).reports
    assert (report.provider_id, report.status) == ("SM7", ours)
    assert report.code == ("30003" if theirs == "undelivered" else None)


async def test_a_cancelled_text_failed(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    mail = sms.receive_status(twilio.report("SM7", "canceled").knock)
    assert mail.reports == (StatusReport("sms", "SM7", "failed", "canceled"),)


@pytest.mark.parametrize("state", ["received", "partially_delivered", "something new"])
async def test_a_report_that_says_nothing_is_ignored(sms: SmsChannel, twilio: TwilioStandIn, state: str) -> None:
    assert sms.receive_status(twilio.report("SM7", state).knock).reports == ()


async def test_a_report_needs_signature_sid_and_state(sms: SmsChannel, twilio: TwilioStandIn) -> None:
    with pytest.raises(Forged):
        sms.receive_status(twilio.report("SM7", "sent").without("x-twilio-signature").knock)
    for fields in ({"MessageSid": "SM7"}, {"MessageStatus": "sent"}):
        with pytest.raises(Malformed):
            sms.receive_status(twilio.signed("/webhooks/twilio/status", fields).knock)
