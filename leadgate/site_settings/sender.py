"""The sender of letters as it was last looked at, and what to put into the DNS."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import is_of_nobody
from leadgate.foundation.mail.connecting import THIS_MACHINE
from leadgate.site_settings.models import SenderCheck
from leadgate.site_settings.trying import TriedLetter
from leadgate.site_settings.types import FoundRecord, LetterNews, RecordKind, RecordNews, RecordStanding

RECORDS, LETTER = "records", "letter"
WENT_WELL = (LetterNews.ACCEPTED, LetterNews.KEPT)
PUT_BY: Mapping[RecordNews, RecordKind] = {
    RecordNews.MX_NONE: RecordKind.MX,
    RecordNews.MX_MISSING: RecordKind.MX,
    RecordNews.MX_ADDRESS: RecordKind.MX,
    RecordNews.SPF_OPEN: RecordKind.SPF,
    RecordNews.SPF_TWICE: RecordKind.SPF,
    RecordNews.SPF_MISSING: RecordKind.SPF,
    RecordNews.DKIM_MISSING: RecordKind.DKIM,
    RecordNews.DKIM_REVOKED: RecordKind.DKIM,
    RecordNews.DKIM_BROKEN: RecordKind.DKIM,
    RecordNews.DMARC_BROKEN: RecordKind.DMARC,
    RecordNews.DMARC_TWICE: RecordKind.DMARC,
    RecordNews.DMARC_MISSING: RecordKind.DMARC,
}
"""What has a line for the DNS beside it."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the name servers said of the domain, and when."""

    at: datetime
    found: tuple[FoundRecord, ...]

    @property
    def is_well(self) -> bool:
        """Whether letters of the domain are believed, as far as that can be seen from here."""
        return all(one.news.standing in (RecordStanding.GOOD, RecordStanding.WEAK) for one in self.found)


@dataclass(frozen=True, slots=True)
class LastLetter:
    """How the last test letter went, and when."""

    at: datetime
    tried: TriedLetter


def domain() -> str:
    """The domain letters come from."""
    return installation().settings.mail_from.rpartition("@")[2]


def records_about() -> str:
    """What a look at the DNS is about: another domain, or another selector, has to be looked at anew."""
    return f"{installation().settings.sender.dkim} {domain()}"


def letter_about() -> str:
    """What a test letter is about: who sends by which server, as a hash, for its address holds a password."""
    settings = installation().settings
    said = " ".join((settings.mail_from, settings.smtp_url or "", settings.smtp_tls))
    return sha256(said.encode()).hexdigest()


def looked_up() -> LookedUp | None:
    """The last look at the records of the domain as it is now; None before there was one."""
    row = session().get(SenderCheck, RECORDS)
    if row is None or row.about != records_about():
        return None
    return LookedUp(row.at, tuple(_record(one) for one in row.found))


def _record(one: Mapping[str, str]) -> FoundRecord:
    return FoundRecord(RecordKind(one["kind"]), RecordNews(one["news"]), one["found"], one["trouble"])


def last_letter() -> LastLetter | None:
    """The last test letter by the server and the sender there are now; None before there was one."""
    row = session().get(SenderCheck, LETTER)
    if row is None or row.about != letter_about():
        return None
    [one] = row.found
    return LastLetter(row.at, TriedLetter(LetterNews(one["news"]), one["said"]))


def line_for(one: FoundRecord) -> str:
    """The line to put into the DNS; empty where nothing is missing, or the domain is nobody's.

    Args:
        one: what was found.
    """
    if is_of_nobody(domain()) or one.news not in PUT_BY:
        return ""
    settings = installation().settings
    here, server = domain(), urlsplit(settings.smtp_url or "").hostname or ""
    receives = server if server and server not in THIS_MACHINE else f"mail.{here}"
    contact = settings.controller.email
    reports = contact if contact.rpartition("@")[2] == here else f"postmaster@{here}"  # others would have to agree
    sends = f"a:{server}" if server and server not in THIS_MACHINE else "mx"
    name, kind, said = {
        RecordKind.MX: (here, "MX", f"10 {receives}."),
        RecordKind.SPF: (here, "TXT", f'"v=spf1 {sends} ~all"'),
        RecordKind.DKIM: (f"{settings.sender.dkim}._domainkey.{here}", "TXT", '"v=DKIM1; k=rsa; p=…"'),
        RecordKind.DMARC: (f"_dmarc.{here}", "TXT", f'"v=DMARC1; p=none; rua=mailto:{reports}"'),
    }[PUT_BY[one.news]]
    return f"{name}. 3600 IN {kind} {said}"


def is_letter_well() -> bool:
    """Whether letters leave: a mail server is set, and refused no test letter of this sender's."""
    last = last_letter()
    return bool(installation().settings.smtp_url) and (last is None or last.tried.news in WENT_WELL)


def is_domain_well() -> bool:
    """Whether the domain was looked at, and letters of it are believed."""
    if is_of_nobody(domain()):
        return False
    looked = looked_up()
    return looked is not None and looked.is_well
