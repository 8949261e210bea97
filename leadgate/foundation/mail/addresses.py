"""Addresses: which are one person's, which mailbox a budget counts, which services are throw-away.

One person per normalised address: the domain in lower-case A-labels (UTS 46, RFC 5891), the local part in lower case
(RFC 8265), kept as typed for sending. Nothing else is guessed: `a+b@…` is not `a@…`, and `straße@…` is not
`strasse@…`, which can be somebody else's mailbox (docs/decisions/0033-which-addresses-are-one-mailbox.md).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from disposable_email_domains import blocklist
from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal
from leadgate.foundation.mail.mistyped import meant_by
from leadgate.foundation.mail.pasted import as_meant
from leadgate.foundation.mail.providers import MASKS, WEBMAIL

LONGEST, LONGEST_LOCAL = 254, 64
"""Octets (RFC 5321, section 4.5.3.1)."""


OF_NOBODY = ("localhost", "localdomain", "local", "internal", "invalid", "test", "example")
"""The last label of domains that no name server on the internet knows (RFC 2606, RFC 6761, RFC 6762)."""


def is_of_nobody(domain: str) -> bool:
    """Whether no name server on the internet can know a domain."""
    return domain.rpartition(".")[2].lower() in OF_NOBODY


class NotAnAddress(Refusal):
    """What was typed cannot be a mail address."""

    field = "email"
    sentence = _("This does not look like a mail address. It should look like name@example.org.")


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address as typed and as compared."""

    typed: str
    normalised: str

    @property
    def domain(self) -> str:
        """In lower-case A-labels."""
        return self.normalised.rpartition("@")[2]

    @property
    def folded(self) -> str:
        """As it was compared by the older rule; only hashes with no address beside them are still made so."""
        local, _at, domain = self.typed.rpartition("@")
        return f"{local.casefold()}@{domain}"

    @property
    def mailbox(self) -> str:
        """What a mail budget counts: without `+tag` and dots, so that spellings of one mailbox share one budget."""
        local = self.normalised.rpartition("@")[0].partition("+")[0].replace(".", "")
        return f"{local}@{self.domain}"

    @property
    def is_throw_away(self) -> bool:
        """Whether the domain belongs to a disposable-mail service; mask and relay services do not count."""
        labels = self.domain.split(".")
        domains = {".".join(labels[at:]) for at in range(len(labels) - 1)}
        return bool(domains & blocklist) and not domains & MASKS

    @property
    def meant(self) -> str | None:
        """The address that was probably meant, if the domain looks mistyped."""
        domain = meant_by(self.domain)
        return f"{self.typed.rpartition('@')[0]}@{domain}" if domain else None

    @property
    def webmail(self) -> str | None:
        """Where this mailbox is read, if that can be known from the domain."""
        return WEBMAIL.get(self.domain)


def in_small_letters(text: str) -> str:
    """A text in lower case, as RFC 8265 (3.3) has it; no letter becomes another one, as folding makes `ß` `ss`.

    Args:
        text: in NFC, so that signs which only look like a letter (the Kelvin sign) are that letter already.
    """
    return text.lower()


def parsed(text: str) -> MailAddress:
    """Read one address.

    Args:
        text: as typed or pasted; what copying put around it (`pasted.as_meant`) is no part of it.

    Raises:
        NotAnAddress: it cannot be one (RFC 5321, 5322, 6531), or could be taken for something else in a mail header.
    """
    text = as_meant(text)
    if not text or len(text) > LONGEST or "=?" in text or "%0" in text:
        raise NotAnAddress
    return _plain(text) or _by_the_book(text)


_LOCAL = re.compile(r"[a-z0-9!#$&'*+/=^_`{|}~-]+(?:\.[a-z0-9!#$&'*+/=^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9.-]+")


def _plain(text: str) -> MailAddress | None:
    """An address of small ASCII letters, as nearly all are; None where the book has to be asked.

    Lists have a hundred thousand of them, and few domains: each of those is looked up in the book once.
    """
    local, _at, domain = text.rpartition("@")
    if len(local) > LONGEST_LOCAL or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return None
    known = _plain_domain(domain)
    return MailAddress(same := f"{local}@{known}", same) if known else None


@lru_cache(maxsize=10_000)
def _plain_domain(domain: str) -> str | None:
    try:
        return _by_the_book(f"a@{domain}").domain
    except NotAnAddress:
        return None


def _by_the_book(text: str) -> MailAddress:
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError) as refusal:
        raise NotAnAddress from refusal
    if len(found.local_part.encode()) > LONGEST_LOCAL:
        raise NotAnAddress
    domain = found.ascii_domain.lower()
    return MailAddress(
        typed=f"{found.local_part}@{domain}", normalised=f"{in_small_letters(found.local_part)}@{domain}"
    )
