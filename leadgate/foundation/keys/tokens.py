"""Tokens: one signed capability per act. A link made for one thing opens nothing else.

Each purpose signs with a key derived for it alone and for this installation's address, so a confirmation cannot be
used to sign in, nor here what was signed elsewhere (OWASP ASVS 5.0 9.2). A token says which row it is for and when it
was made; whether it was used already is that row's to say.
"""

import binascii
import hmac
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from itsdangerous import BadSignature, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode

from leadgate.foundation import clock
from leadgate.foundation.errors import Refusal


def typed_code(text: str) -> str:
    """A code as it was meant: people copy it with spaces or hyphens, and type its digits full-width (UAX 15, NFKC)."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum()).lower()


@dataclass(frozen=True, slots=True)
class Act:
    """What a token may do, and for how long; stands in the manifest of the room that makes it.

    Args:
        word: what its key is derived with; never changed, or links in inboxes die.
        lifetime: how long after it was made it works.
    """

    word: str
    lifetime: timedelta


UNSUBSCRIBE = Act("unsubscribe", timedelta(days=3650))


class TokenInvalid(Refusal):
    """Not a token of ours, or not for this."""

    is_guess = True
    status = 404


class TokenExpired(Refusal):
    """A token of ours whose time is over."""

    status = 410


class _Signer(TimestampSigner):
    _key: bytes | None = None

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The key of its act, derived once: there is one secret, and it never changes while we run."""
        self._key = self._key or super().derive_key(secret_key)
        return self._key

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def _is_spelled_as_ours(signature: str) -> bool:
    """Base64 has several spellings of the same bytes; only the one we wrote is ours. What it is of is signed itself."""
    return base64_encode(base64_decode(signature)).decode() == signature


class Tokens:
    """Makes and reads the tokens of one installation."""

    def __init__(self, secret: bytes, audience: str) -> None:
        self._secret, self._audience = secret, audience
        self._signers: dict[Act, _Signer] = {}
        self._digits_key = hmac.digest(secret, b"leadgate/digits", "sha256")
        self.session_key = hmac.digest(secret, b"leadgate/session", "sha256")
        self.form_key = hmac.digest(secret, b"leadgate/form", "sha256")

    def _signer(self, act: Act) -> _Signer:
        if act not in self._signers:
            salt = f"leadgate/{self._audience}/{act.word}"
            self._signers[act] = _Signer(self._secret, salt=salt, sep=".", key_derivation="hmac", digest_method=sha256)
        return self._signers[act]

    def make(self, act: Act, *ids: UUID) -> str:
        """A token for one act on the row (or rows) named; fits into a path as it is.

        Args:
            act: what the token allows, and for how long from now.
            ids: at least one; read back in this order.
        """
        packed = urlsafe_b64encode(b"".join(one.bytes for one in ids)).rstrip(b"=")
        return self._signer(act).sign(packed).decode()

    def read(self, act: Act, token: str) -> tuple[UUID, ...]:
        """The ids a token was made for.

        Args:
            act: what somebody wants to do by it.
            token: as it came, whoever sent it.

        Raises:
            TokenInvalid: forged, cut short, altered in any way, or made for another act.
            TokenExpired: genuine, but its time is over.
        """
        signer = self._signer(act)
        try:
            packed, made = signer.unsign(token, return_timestamp=True)
            raw = urlsafe_b64decode(packed + b"=" * (-len(packed) % 4))
            ids = tuple(UUID(bytes=raw[at : at + 16]) for at in range(0, len(raw), 16))
        except (BadSignature, binascii.Error, ValueError, OverflowError) as refusal:
            raise TokenInvalid from refusal
        if not ids or not _is_spelled_as_ours(token.rpartition(".")[2]):
            raise TokenInvalid
        # Made in the future is fine: it only says that another machine's clock is ahead of this one's.
        if clock.now() - made > act.lifetime:
            raise TokenExpired
        return ids

    def digits(self, row: UUID) -> str:
        """The six digits that do the same as the link; made anew from the row's id, so they are kept nowhere."""
        number = int.from_bytes(hmac.digest(self._digits_key, row.bytes, "sha256")[:8], "big")
        return f"{number % 1_000_000:06d}"
