"""What an installation can be told: `config.py` reads it from the environment, and its owner chooses in the studio."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509 import Certificate


class DisposableDomains(StrEnum):
    """What a form does with an address of a throw-away mail service."""

    IGNORE = "ignore"
    WARN = "warn"
    REFUSE = "refuse"


class FilesSentBy(StrEnum):
    """Who sends a download's bytes once it was allowed."""

    LEADGATE = "leadgate"
    NGINX = "nginx"
    """By `X-Accel-Redirect` to an internal location that has the files."""
    S3 = "s3"
    """The store itself, by an address that is signed for a minute."""


class SmtpTls(StrEnum):
    """How letters travel to the mail server of an `smtp://…` address (STARTTLS, RFC 3207)."""

    OFFERED = "offered"
    """Encrypted where the server offers it; a password never leaves this machine in clear."""
    REQUIRED = "required"
    """Encrypted, or not at all."""
    UNCHECKED = "unchecked"
    """As required, to whoever answers: the certificate is not checked."""
    OFF = "off"
    """In clear, also where the server offers better; a password never leaves this machine so."""


@dataclass(frozen=True, slots=True)
class Controller:
    """The organisation that answers for this installation (GDPR art. 4 (7))."""

    name: str
    email: str
    address: str

    @property
    def is_said(self) -> bool:
        """Whether it says who they are, and not what an example would be."""
        return self.name != "Example Controller" and bool(self.address) and "Example Street" not in self.address


@dataclass(frozen=True, slots=True)
class AgeOfConsent:
    """From which age a person consents for themselves (GDPR art. 8, COPPA): 13 to 16 years."""

    default: int = 13
    by_country: dict[str, int] = field(default_factory=dict)

    def in_country(self, country: str | None) -> int:
        """Years, for an ISO 3166 country code; the installation's own default otherwise."""
        return self.by_country.get((country or "").upper(), self.default)


@dataclass(frozen=True, slots=True)
class OpenIdProvider:
    """Whose sign-in of the staff is believed (OpenID Connect Core 1.0).

    Args:
        issuer: its address, exactly as its tokens say it.
        client_id, client_secret: this installation, as the provider knows it.
        label: what the button at the door calls it.
        role_claim: the claim of the ID token that says what somebody is trusted with; None when accounts say it.
        roles: pairs of a value of that claim and a role of the staff; the first that is met counts.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    role_claim: str | None
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimeStampAuthority:
    """Who stamps checkpoints with the time (RFC 3161), and whose certificates are believed for it."""

    url: str
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class BrandPicture:
    """A picture of the brand, drawn anew; another one has another id."""

    id: UUID
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Brand:
    """How an installation looks beyond its accent.

    Args:
        name: what the site is called; empty where that is the controller's name.
        logo, icon: stand in the header and in the tab of the browser.
        accent_dark: the accent of dark pages; empty where it is made from the other.
    """

    name: str = ""
    logo: BrandPicture | None = None
    icon: BrandPicture | None = None
    accent_dark: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters are from, beside the address.

    Args:
        name: what mail programs show; empty where that is the controller's name.
        reply_to: where answers go; empty where that is the sender's address.
        dkim: the selector of the key its mail server signs with, to be looked for in the DNS; empty where nobody said.
    """

    name: str = ""
    reply_to: str = ""
    dkim: str = ""


@dataclass(frozen=True, slots=True)
class DkimKey:
    """A key letters are signed with (RFC 6376).

    Args:
        selector: under which the DNS has its public half.
        private: the key.
    """

    selector: str
    private: RSAPrivateKey | Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class LetterRules:
    """How letters to many leave.

    Args:
        approved_above: to more readers than so many a letter leaves only after a second person's yes; None for never.
        per_minute: letters to one receiving domain; None for as fast as it takes them.
        first_day: letters a relay sends on the day its warming up begins, and twice as many each day after; None for
            no warming up.
        warms_from: that day, in UTC.
    """

    approved_above: int | None = None
    per_minute: int | None = None
    first_day: int | None = None
    warms_from: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, typed and checked: the `LEADGATE_…` ones, and what only the studio knows."""

    data_dir: Path
    base_url: str
    database_url: str = field(repr=False)
    redis_url: str | None = field(repr=False)
    smtp_url: str | None = field(repr=False)
    smtp_tls: SmtpTls
    smtp_certificate: Path | None
    """Certificates (PEM) of an authority of one's own, which the mail server's may be from."""
    mail_from: str
    relays: Mapping[str, str] = field(repr=False)
    """Further mail servers by name, for letters of purposes that are told to leave by them."""
    dkim_keys: tuple[DkimKey, ...] = field(repr=False)
    """With which letters are signed here; none where the mail server does that."""
    mail_rate: float
    """Letters a second by each mail server at most; 0 for as fast as it takes them."""
    mail_hooks: Mapping[str, str] = field(repr=False)
    """Services that tell what comes back of mail, and what each proves itself with."""
    bounce_domain: str
    """Where letters come back to, by the token of each copy before the `@`; empty where no such domain is set."""
    bounce_mailbox: str | None = field(repr=False)
    """The mailbox that takes what comes there."""
    storage_url: str
    secret_key: bytes = field(repr=False)
    master_key: bytes = field(repr=False)
    master_key_file: Path | None
    controller: Controller
    languages: tuple[str, ...]
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    rate_limits: bool
    form_min_seconds: float
    upload_limit_bytes: int
    disposable_domains: DisposableDomains
    files_sent_by: FilesSentBy
    age_of_consent: AgeOfConsent
    proof_of_work: bool
    embed_hosts: tuple[str, ...]
    accent: str
    holidays: str
    time_zone: ZoneInfo
    """Where days begin, and in which times are typed and shown."""
    authority: str
    openid: OpenIdProvider | None
    witnesses: tuple[tuple[str, str], ...]
    """Address and verifier key of each witness that is asked for cosignatures."""
    witnessed_logs: tuple[str, ...]
    """The verifier keys of logs elsewhere that are cosigned here."""
    own_networks: tuple[IPv4Network | IPv6Network, ...]
    time_stamps: TimeStampAuthority | None
    auditor_email: str | None
    auditor_every: timedelta
    cookie_choice_days: int
    """How long an answer holds that a visitor of another site gave."""
    scan_browser: str
    """The browser that looks at other sites; the system's Chromium where none is named."""
    scan_private: bool
    """Whether it may look at addresses inside this network."""
    texts: Mapping[str, str]
    """What can be chosen in the studio (`configuration.choices`), as it is written."""
    locked: tuple[str, ...]
    """What of it was given where leadgate is installed, and is decided there."""
    brand: Brand = Brand()
    sender: Sender = Sender()
    letters: LetterRules = LetterRules()
    front_texts: Mapping[str, str] = field(default_factory=dict)
    footer_texts: Mapping[str, str] = field(default_factory=dict)
    """By language (BCP 47), in Markdown."""
    imprint_url: str = ""
    names_in_letters: bool = False
    """Whether letters to the staff about new leads may say who they are."""
    version: int = 0
    """Of what was chosen in the studio; 0 where nothing was."""

    @property
    def site_name(self) -> str:
        """What the site is called."""
        return self.brand.name or self.controller.name

    @property
    def secure(self) -> bool:
        """Whether people reach this installation over TLS."""
        return self.base_url.startswith("https://")

    @property
    def origin(self) -> str:
        """The scheme, the host and the port of this installation's own address (RFC 6454)."""
        address = urlsplit(self.base_url)
        return f"{address.scheme}://{address.netloc}"

    @property
    def base_path(self) -> str:
        """The path below which this installation is on its host, such as `/leads`; nothing at the host's root."""
        return urlsplit(self.base_url).path

    def public_name(self, place: str) -> str:
        """What signed notes call something of this installation: its address, without the scheme.

        Args:
            place: the path, with its first slash.
        """
        return quote(self.base_url.partition("://")[2] + place, safe="/:[]-._~")
