"""What the world's name servers say of the domain letters come from: others judge our letters by it.

The name servers of this machine are asked, as every program here asks them; no other machine is called. All questions
together have a few seconds, and what nobody answered is said not to be known.
"""

import re
from base64 import b64decode
from collections.abc import Callable

import idna
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from dns import resolver
from dns.exception import DNSException

from leadgate.foundation.calling.deadline import Deadline
from leadgate.foundation.calling.errors import TooSlow
from leadgate.site_settings.types import FoundRecord, RecordKind, RecordNews

ASKED_SECONDS, ALL_SECONDS = 3.0, 8.0
SHORTEST_KEY = 1024
"""Bits of a key that is believed (RFC 8301, section 3.2)."""
MOST_PARENTS = 4


def look_up(domain: str, selector: str = "", asked: resolver.Resolver | None = None) -> list[FoundRecord]:
    """What is said of a domain, one answer for each kind of record.

    Args:
        domain: of the sender's address.
        selector: under which its mail server's key of DKIM stands; empty where nobody said.
        asked: whom to ask; the name servers of this machine when it is not said.
    """
    name = idna.encode(domain, uts46=True).decode()
    try:
        asking = _Asking(asked or resolver.Resolver())
    except resolver.NoResolverConfiguration as failure:
        return [FoundRecord(kind, RecordNews.UNREACHED, trouble=type(failure).__name__) for kind in RecordKind]
    if asking.knows_not(name):
        return [FoundRecord(kind, RecordNews.NO_DOMAIN) for kind in RecordKind]
    looks: dict[RecordKind, Callable[[], tuple[RecordNews, str]]] = {
        RecordKind.MX: lambda: _mx(asking, name),
        RecordKind.SPF: lambda: _spf(asking.texts(name)),
        RecordKind.DKIM: lambda: _dkim(asking, name, selector),
        RecordKind.DMARC: lambda: _dmarc(asking, name),
    }
    return [_looked(kind, look) for kind, look in looks.items()]


def _looked(kind: RecordKind, look: Callable[[], tuple[RecordNews, str]]) -> FoundRecord:
    try:
        return FoundRecord(kind, *look())
    except (DNSException, TooSlow) as failure:
        return FoundRecord(kind, RecordNews.UNREACHED, trouble=type(failure).__name__)


class _Asking:
    """Questions that have one deadline together.

    Args:
        servers: who is asked.
    """

    def __init__(self, servers: resolver.Resolver) -> None:
        self._servers, self._deadline = servers, Deadline(ALL_SECONDS)

    def records(self, name: str, kind: str) -> list[str]:
        """The records of a name; none where there are none of it, or no such name."""
        try:
            answer = self._servers.resolve(name, kind, lifetime=min(ASKED_SECONDS, self._deadline.left()))
        except (resolver.NXDOMAIN, resolver.NoAnswer):
            return []
        if kind == "TXT":
            return [b"".join(record.strings).decode(errors="replace") for record in answer]
        return [str(record) for record in answer]

    def knows_not(self, name: str) -> bool:
        """Whether the name servers say that there is no such name, nor any below it (RFC 8020)."""
        try:
            self._servers.resolve(name, "MX", lifetime=min(ASKED_SECONDS, self._deadline.left()))
        except resolver.NXDOMAIN:
            return True
        except (DNSException, TooSlow):
            return False  # each of the questions says so for itself
        return False

    def texts(self, name: str) -> list[str]:
        return self.records(name, "TXT")


def _mx(asking: _Asking, name: str) -> tuple[RecordNews, str]:
    found = asking.records(name, "MX")
    if found:
        is_none = all(record.split()[-1] == "." for record in found)  # RFC 7505
        return RecordNews.MX_NONE if is_none else RecordNews.MX_GOOD, "\n".join(sorted(found))
    has_address = asking.records(name, "A") or asking.records(name, "AAAA")
    return RecordNews.MX_ADDRESS if has_address else RecordNews.MX_MISSING, "\n".join(has_address)


def _spf(texts: list[str]) -> tuple[RecordNews, str]:
    found = [record for record in texts if re.match(r"v=spf1( |$)", record, re.IGNORECASE)]
    said = "\n".join(found)
    if len(found) != 1:
        return RecordNews.SPF_TWICE if found else RecordNews.SPF_MISSING, said
    terms = found[0].lower().split()
    lets_all = "+all" in terms or "all" in terms or "?all" in terms
    return RecordNews.SPF_OPEN if lets_all else RecordNews.SPF_GOOD, said


def _dkim(asking: _Asking, name: str, selector: str) -> tuple[RecordNews, str]:
    if not selector:
        return RecordNews.DKIM_UNASKED, ""
    found = [record for record in asking.texts(f"{selector}._domainkey.{name}") if "p" in _tags(record)]
    if not found:
        return RecordNews.DKIM_MISSING, ""
    key = re.sub(r"\s", "", _tags(found[0])["p"])
    if not key:
        return RecordNews.DKIM_REVOKED, found[0]
    return RecordNews.DKIM_GOOD if _is_key(key, _tags(found[0]).get("k", "rsa")) else RecordNews.DKIM_BROKEN, found[0]


def _is_key(text: str, kind: str) -> bool:
    try:
        content = b64decode(text, validate=True)
        if kind != "rsa":
            return kind == "ed25519" and len(content) == 32  # RFC 8463
        key = load_der_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_KEY


def _dmarc(asking: _Asking, name: str) -> tuple[RecordNews, str]:
    """That of the domain, or of one it is a part of: of `news.example.org` also that of `example.org`."""
    labels = name.split(".")
    for start in range(min(len(labels) - 1, MOST_PARENTS)):
        texts = asking.texts(f"_dmarc.{'.'.join(labels[start:])}")
        if found := [record for record in texts if re.match(r"v=DMARC1\s*(;|$)", record)]:
            return _policy(found), "\n".join(found)
    return RecordNews.DMARC_MISSING, ""


def _policy(found: list[str]) -> RecordNews:
    if len(found) > 1:
        return RecordNews.DMARC_TWICE
    asks = {"none": RecordNews.DMARC_WATCHES, "quarantine": RecordNews.DMARC_GOOD, "reject": RecordNews.DMARC_GOOD}
    return asks.get(_tags(found[0]).get("p", "").lower(), RecordNews.DMARC_BROKEN)


def _tags(record: str) -> dict[str, str]:
    """The tags of a record of DKIM or DMARC (RFC 6376, section 3.2)."""
    parts = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _is, value in parts}
