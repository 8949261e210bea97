"""Keys letters are signed with, and what services that send mail prove themselves with."""

from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from leadgate.foundation.configuration.parsing import selector
from leadgate.foundation.settings import DkimKey

MAIL_SERVICES = ("ses", "mailgun", "postmark", "sendgrid")
SHORTEST_RSA = 1_024
"""Bits that verifiers take (RFC 8301, section 3.2)."""


def dkim_keys(read: Mapping[str, str]) -> Callable[[str], tuple[DkimKey, ...]]:
    """Files of private keys, each of which goes together with a selector."""

    def parse(text: str) -> tuple[DkimKey, ...]:
        paths = [part.strip() for part in text.split(",") if part.strip()]
        selectors = [part.strip() for part in read["LEADGATE_DKIM_SELECTOR"].split(",") if part.strip()]
        if len(paths) != len(selectors):
            raise ValueError("as many keys as selectors")
        return tuple(DkimKey(selector(name), _dkim_key(path)) for name, path in zip(selectors, paths, strict=True))

    return parse


def _dkim_key(path: str) -> RSAPrivateKey | Ed25519PrivateKey:
    key = load_pem_private_key(Path(path).read_bytes(), None)
    if isinstance(key, Ed25519PrivateKey) or (isinstance(key, RSAPrivateKey) and key.key_size >= SHORTEST_RSA):
        return key
    raise ValueError(path)


def mail_hooks(text: str) -> dict[str, str]:
    """Mail services that tell what comes back, each with what it proves itself with."""
    named = [part.partition("=") for part in text.split()]
    if not all(name in MAIL_SERVICES and secret for name, _sign, secret in named):
        raise ValueError("a service that is not known")
    return {name: secret for name, _sign, secret in named}
