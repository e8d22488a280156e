"""Seals what people said so that a stolen file or backup tells nothing, and finds addresses without opening them.

AES-256-GCM. A sealed value is: key id (4 bytes), nonce (12 random bytes), ciphertext with its tag. The place it is
kept in ("messages.text") is bound to it as associated data, so a value moved to another column does not open.
Random nonces are safe for 2**32 values a key (NIST SP 800-38D, 8.3); change the key long before that.
"""

import base64
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import KeyMissing, SealBroken

ID_BYTES = 4
NONCE_BYTES = 12
MASTER_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """What is made of one master key: its public id, a key to seal with, a key to look up with."""

    id: bytes
    seal: AESGCM
    look_up: bytes


class KeyRing:
    """The keys that this process knows. The first one seals; every one opens."""

    def __init__(self, masters: Sequence[str]) -> None:
        """Take master keys in urlsafe base64, the newest first; raises ValueError for a key of another size."""
        keys = [key_from(master) for master in masters]
        if not keys:
            raise ValueError("a key ring needs at least one key")
        self.first = keys[0]
        self._by_id = {key.id: key for key in keys}

    @property
    def ids(self) -> frozenset[bytes]:
        """The ids of all keys on the ring."""
        return frozenset(self._by_id)

    def seal(self, text: str, place: str) -> bytes:
        """Seal `text` for the column `place`."""
        return self.seal_bytes(text.encode(), place)

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """Seal what is no text, a voice note or a picture, for the column `place`."""
        nonce = os.urandom(NONCE_BYTES)
        return self.first.id + nonce + self.first.seal.encrypt(nonce, content, place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """Open a text that was sealed for `place`; raises KeyMissing, SealBroken."""
        try:
            return self.open_bytes(sealed, place).decode()
        except UnicodeDecodeError:
            raise broken(place) from None

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Open what was sealed for `place`; raises KeyMissing, SealBroken."""
        key = self._by_id.get(sealed[:ID_BYTES])
        if key is None:
            raise KeyMissing(missing([sealed[:ID_BYTES]]))
        nonce, body = sealed[ID_BYTES : ID_BYTES + NONCE_BYTES], sealed[ID_BYTES + NONCE_BYTES :]
        try:
            return key.seal.decrypt(nonce, body, place.encode())
        except (InvalidTag, ValueError):
            raise broken(place) from None

    def look_up(self, text: str) -> bytes:
        """The keyed hash to keep beside a sealed value, so that it can be found again."""
        return hash_under(self.first, text)

    def look_ups(self, text: str) -> list[bytes]:
        """All hashes under which `text` may be kept: one a key."""
        return [hash_under(key, text) for key in self._by_id.values()]


def hash_under(key: Key, text: str) -> bytes:
    """The key's id, then HMAC-SHA256: equal texts have equal hashes, and nobody without the key can try numbers."""
    return key.id + hmac.digest(key.look_up, text.encode(), "sha256")


def key_from(master: str) -> Key:
    """Derive the keys for each use from one master key; raises ValueError."""
    secret = base64.urlsafe_b64decode(master)
    if len(secret) != MASTER_BYTES:
        raise ValueError(f"a key must be {MASTER_BYTES} bytes in urlsafe base64, this one has {len(secret)}")
    return Key(
        id=derived(secret, "lightline key id", ID_BYTES),
        seal=AESGCM(derived(secret, "lightline sealing", 32)),
        look_up=derived(secret, "lightline look-up", 32),
    )


def derived(secret: bytes, use: str, length: int) -> bytes:
    """A key for one use; knowing it tells nothing about the others (RFC 5869)."""
    return HKDF(SHA256(), length, salt=None, info=use.encode()).derive(secret)


def broken(place: str) -> SealBroken:
    """Say that a value is not what was sealed."""
    return SealBroken(f"a value in {place} does not open: it was damaged or does not belong there")


def missing(ids: Sequence[bytes]) -> str:
    """Say which keys are missing and what to do."""
    names = ", ".join(sorted(each.hex() for each in ids))
    return (
        f"The database holds texts sealed with a key that this process does not have (key id {names}). "
        "Put that key back into LIGHTLINE_SECRET_KEY, after the new one and a comma."
    )
