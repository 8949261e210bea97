"""What is known of whoever letters come from: records of their domain, and how a test letter went."""

from dataclasses import dataclass
from enum import StrEnum

from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _


class RecordKind(StrEnum):
    """What is looked for in the DNS, in the order it is shown."""

    MX = "MX"
    SPF = "SPF"
    DKIM = "DKIM"
    DMARC = "DMARC"


class RecordStanding(Words):
    """How good what was found is."""

    GOOD = "good", _("Good")
    WEAK = "weak", _("Could be better")
    BAD = "bad", _("To be mended")
    UNKNOWN = "unknown", _("Not known")


class RecordNews(Words):
    """What a record says, or what it means that it is not there; the first word is its kind's."""

    UNREACHED = "unreached", _("The name servers did not answer, so nothing is known. Please ask again in a while.")
    NO_DOMAIN = "no-domain", _("The name servers know no domain of this name. Is it typed right, and registered?")
    MX_GOOD = "mx-good", _("Bounces and answers to this domain arrive there.")
    MX_ADDRESS = "mx-address", _("There is no MX record; mail is taken to the address of the domain itself.")
    MX_NONE = "mx-none", _("The domain says that it takes no mail: bounces and answers are lost.")
    MX_MISSING = "mx-missing", _("The domain takes no mail: bounces and answers are lost.")
    SPF_GOOD = "spf-good", _("It says who sends for the domain. Whether that is your mail server, its manual tells.")
    SPF_OPEN = (
        "spf-open",
        _("It lets everybody send for the domain, which says nothing. It should end in ~all or -all."),
    )
    SPF_TWICE = "spf-twice", _("There is more than one, and then none counts. Please make one of them.")
    SPF_MISSING = "spf-missing", _("Nothing says who sends for the domain: many take its letters for spam.")
    DKIM_UNASKED = (
        "dkim-unasked",
        _("Keys stand under a name that only your mail server knows. Type its selector above."),
    )
    DKIM_GOOD = "dkim-good", _("There is a key. Whether letters are signed with it, the headers of a test letter show.")
    DKIM_REVOKED = "dkim-revoked", _("The key was taken back: signatures with it count for nothing.")
    DKIM_BROKEN = "dkim-broken", _("This is no key that others accept: cut short, of another kind, or under 1024 bits.")
    DKIM_MISSING = "dkim-missing", _("There is no key under this selector.")
    DMARC_GOOD = "dmarc-good", _("It says what others do with letters that only pretend to come from you.")
    DMARC_WATCHES = "dmarc-watches", _("It only watches (p=none), which is enough to begin with.")
    DMARC_BROKEN = "dmarc-broken", _("It names no policy that is known: p has to be none, quarantine or reject.")
    DMARC_TWICE = "dmarc-twice", _("There is more than one, and then none counts. Please leave one of them.")
    DMARC_MISSING = "dmarc-missing", _("There is no policy: large providers refuse letters of such domains.")

    @property
    def standing(self) -> RecordStanding:
        """How good that is."""
        return STANDINGS.get(self, RecordStanding.BAD)


STANDINGS = {
    RecordNews.UNREACHED: RecordStanding.UNKNOWN,
    RecordNews.DKIM_UNASKED: RecordStanding.UNKNOWN,
    RecordNews.MX_ADDRESS: RecordStanding.WEAK,
    RecordNews.SPF_OPEN: RecordStanding.WEAK,
    RecordNews.DMARC_WATCHES: RecordStanding.WEAK,
    RecordNews.MX_GOOD: RecordStanding.GOOD,
    RecordNews.SPF_GOOD: RecordStanding.GOOD,
    RecordNews.DKIM_GOOD: RecordStanding.GOOD,
    RecordNews.DMARC_GOOD: RecordStanding.GOOD,
}


class LetterNews(Words):
    """How a test letter went, and what is to be done."""

    advice: Text

    ACCEPTED = "accepted", _("The mail server took it."), _("If it lies in the spam folder, so will the others.")
    KEPT = (
        "kept",
        _("It was kept, as no mail server is set."),
        _("It stands under Kept mail. Once a mail server is set, letters leave."),
    )
    SIGN_IN = (
        "sign-in",
        _("The mail server does not know this user with this password."),
        _("Look at both once more; some providers want a password made for programs."),
    )
    NOT_TRUSTED = (
        "not-trusted",
        _("The mail server's certificate is not trusted."),
        _("LEADGATE_SMTP_CERTIFICATE may name an authority of your own."),
    )
    NOT_ENCRYPTED = (
        "not-encrypted",
        _("The mail server offers no encryption, so nothing was sent to it."),
        _("LEADGATE_SMTP_TLS says whether that has to be."),
    )
    NO_ROUTE = (
        "no-route",
        _("The mail server was not reached."),
        _("Its name, its port, or a firewall between."),
    )
    SENDER = (
        "sender",
        _("The mail server takes no letters from this sender."),
        _("It has to be an address it sends for."),
    )
    RECIPIENT = (
        "recipient",
        _("The mail server does not take this recipient."),
        _("It may send for others only after signing in."),
    )
    REFUSED = "refused", _("The mail server does not take this letter."), _("What it said stands beside.")


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """What was found about a domain.

    Args:
        kind: of the record.
        news: what it says, or that it is not there, or that nobody could be asked.
        found: the records, as they are written.
        trouble: why nobody could be asked.
    """

    kind: RecordKind
    news: RecordNews
    found: str = ""
    trouble: str = ""
