"""An authenticator in software: it makes ES256 passkeys and signs as WebAuthn Level 3, section 6, says, or wrongly."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, CAN_BE_BACKED_UP, BACKED_UP, NEW = 0x01, 0x04, 0x08, 0x10, 0x40


def written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def read(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """A device with one passkey; what it says of itself can be changed to what a broken or hostile one would say."""

    origin: str = "http://localhost"
    rp_id: str = "localhost"
    flags: int = PRESENT | VERIFIED
    count: int = 0
    counts: bool = True
    handle: bytes = b""
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict) -> str:
        """The answer to `navigator.credentials.create`, as our script writes it."""
        self.handle = read(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})
        made = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + public
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._said(NEW) + made})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": written(client), "attestationObject": written(attested)})

    def get(self, options: dict) -> str:
        """The answer to `navigator.credentials.get`."""
        client, said = self._client("webauthn.get", options["challenge"]), self._said()
        signature = self.key.sign(said + sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": said, "signature": signature, "userHandle": self.handle}
        return self._answer({name: written(part) for name, part in parts.items() if part})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _said(self, more: int = 0) -> bytes:
        self.count += self.counts
        return sha256(self.rp_id.encode()).digest() + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> str:
        named = written(self.credential_id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})
