import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import KeyMissing, SealBroken
from storage.sealing import KeyRing


def key(number: int) -> str:
    return base64.urlsafe_b64encode(bytes([number]) * 32).decode()


OLD, NEW = key(1), key(2)
PLACE = "messages.text"


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    ring = KeyRing([OLD])
    assert ring.open(ring.seal(text, PLACE), PLACE) == text


def test_the_same_text_is_never_sealed_alike() -> None:
    ring = KeyRing([OLD])
    assert len({ring.seal("Hello", PLACE) for _ in range(100)}) == 100


def test_a_sealed_text_costs_32_bytes_more() -> None:
    assert len(KeyRing([OLD]).seal("Hello", PLACE)) == len("Hello") + 32


def test_the_first_key_seals_and_every_key_opens() -> None:
    before, during, after = KeyRing([OLD]), KeyRing([NEW, OLD]), KeyRing([NEW])
    assert during.open(before.seal("Hello", PLACE), PLACE) == "Hello"
    assert after.open(during.seal("Hello", PLACE), PLACE) == "Hello"
    with pytest.raises(KeyMissing, match=f"{before.first.id.hex()}.*LIGHTLINE_SECRET_KEY"):
        after.open(before.seal("Hello", PLACE), PLACE)


def test_a_sealed_text_opens_only_in_its_own_place() -> None:
    ring = KeyRing([OLD])
    with pytest.raises(SealBroken, match=r"views\.text"):
        ring.open(ring.seal("Hello", PLACE), "views.text")


@given(st.data())
def test_one_changed_bit_is_noticed(data: st.DataObject) -> None:
    ring = KeyRing([OLD])
    sealed = bytearray(ring.seal("Hello", PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((SealBroken, KeyMissing)):
        ring.open(bytes(sealed), PLACE)


@pytest.mark.parametrize("length", [0, 3, 4, 20])
def test_what_was_cut_short_does_not_open(length: int) -> None:
    ring = KeyRing([OLD])
    with pytest.raises((SealBroken, KeyMissing)):
        ring.open(ring.seal("Hello", PLACE)[:length], PLACE)


def test_a_look_up_finds_what_any_key_of_the_ring_hashed() -> None:
    before, during = KeyRing([OLD]), KeyRing([NEW, OLD])
    assert before.look_up("sms:1") in during.look_ups("sms:1")
    assert during.look_up("sms:1") in during.look_ups("sms:1")
    assert before.look_up("sms:1") == before.look_up("sms:1")
    assert before.look_up("sms:1") != before.look_up("sms:2")
    assert before.look_up("sms:1") != KeyRing([NEW]).look_up("sms:1")


@pytest.mark.parametrize("keys", [[], ["too short"], [base64.urlsafe_b64encode(bytes(16)).decode()], ["é" * 44]])
def test_a_ring_is_made_of_good_keys(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"key|ASCII"):
        KeyRing(keys)
