"""The values of single settings: each function reads one kind, and raises `ValueError` for what it cannot be."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, partial
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from cryptography.x509 import load_pem_x509_certificates
from email_validator import EmailNotValidError, validate_email

from leadgate.foundation.calling.destinations import Reach, destination_of
from leadgate.foundation.permissions import Role
from leadgate.foundation.settings import AgeOfConsent, BrandPicture, FilesSentBy, TimeStampAuthority

EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
_plain_address = partial(
    validate_email,
    allow_smtputf8=False,
    check_deliverability=False,
    test_environment=True,
    globally_deliverable=False,  # who runs a network of their own names its mail servers as they like
)
SPOKEN = ("en", "zh-Hant")
LONGEST_LINE, LONGEST_PASSAGE, LONGEST_NAME = 300, 8_000, 100


def line(text: str) -> str:
    """Words that stand in headers of mail, too: one line, and nothing a mail program would decode (RFC 2047)."""
    if "=?" in text or not text.isprintable():
        raise ValueError(text)
    return text


def display_name(text: str) -> str:
    """What mail programs show in place of an address: words as of a header, and not many."""
    if len(text) > LONGEST_NAME:
        raise ValueError(text)
    return line(text)


def address(text: str) -> str:
    """One mail address any server takes: the part before the `@` in ASCII, the domain in A-labels (RFC 5321, 5891)."""
    try:
        found = _plain_address(text)
    except EmailNotValidError as refusal:
        raise ValueError(text) from refusal
    if not found.ascii_email:
        raise ValueError(text)
    return found.ascii_email


def address_or_none(text: str) -> str | None:
    """One mail address, or none when the setting is empty."""
    return address(text) if text else None


def certificates(path: str) -> Path | None:
    """A file of certificates (PEM), or none when the setting is empty."""
    if not path:
        return None
    load_pem_x509_certificates(Path(path).read_bytes())
    return Path(path)


def languages(text: str) -> tuple[str, ...]:
    """A list out of those that are spoken."""
    asked = tuple(part.strip() for part in text.split(",") if part.strip())
    if not asked or not set(asked) <= set(SPOKEN):
        raise ValueError(text)
    return asked


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """A list of networks (CIDR)."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def issuer(text: str) -> str:
    """Of OpenID Connect: https, or http on this machine; nothing when none is set."""
    parts = urlsplit(text)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if text and (
        not parts.hostname or parts.query or parts.fragment or parts.scheme not in ("https", "http"[: 4 * here])
    ):
        raise ValueError(text)
    return text


def roles(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a value of a claim and a role of the staff."""
    pairs = [part.strip().rpartition("=") for part in text.split(",") if part.strip()]
    if not all(value.strip() for value, _, _ in pairs):
        raise ValueError(text)
    return tuple((value.strip(), Role(role.strip()).value) for value, _, role in pairs)


def files_sent_by(read: Mapping[str, str]) -> Callable[[str], FilesSentBy]:
    """Who sends files, out of those that have them: it depends on where they are kept."""

    def parsed(text: str) -> FilesSentBy:
        chosen, in_s3 = FilesSentBy(text), read["LEADGATE_STORAGE_URL"].startswith("s3:")
        if (chosen is FilesSentBy.S3 and not in_s3) or (chosen is FilesSentBy.NGINX and in_s3):
            raise ValueError(text)
        return chosen

    return parsed


def time_stamps(read: Mapping[str, str]) -> Callable[[str], TimeStampAuthority | None]:
    """The address of an authority, which goes together with a file of its certificates."""

    def parse(url: str) -> TimeStampAuthority | None:
        path = read["LEADGATE_TSA_CERTIFICATE"]
        if not url and not path:
            return None
        destination_of(url, Reach.SELF_PROVING, EVERYWHERE)
        return TimeStampAuthority(url, tuple(load_pem_x509_certificates(Path(path).read_bytes())))

    return parse


def on_off(text: str) -> bool:
    """A switch."""
    return {"on": True, "off": False}[text]


def seconds(text: str) -> float:
    """From 0 to 60."""
    if not 0 <= float(text) <= 60:
        raise ValueError(text)
    return float(text)


def rate(text: str) -> float:
    """From 0 to 10,000 a second."""
    if not 0 <= float(text) <= 10_000:
        raise ValueError(text)
    return float(text)


def several(text: str) -> int | None:
    """A count from 1 to ten million; none when nothing is said."""
    if text and not 1 <= int(text) <= 10_000_000:
        raise ValueError(text)
    return int(text) if text else None


def day(text: str) -> date | None:
    """A day (ISO 8601); none when nothing is said."""
    return date.fromisoformat(text) if text else None


def days(text: str) -> timedelta:
    """From 1 to 366."""
    if not 1 <= int(text) <= 366:
        raise ValueError(text)
    return timedelta(days=int(text))


def choice_days(text: str) -> int:
    """From 30 to 395: an answer about cookies may be asked for again, and not be kept longer than thirteen months."""
    if not 30 <= int(text) <= 395:
        raise ValueError(text)
    return int(text)


def megabytes(text: str) -> int:
    """Bytes, from 1 to 10,000 MB."""
    if not 1 <= int(text) <= 10_000:
        raise ValueError(text)
    return int(text) * 1_000_000


def ages(text: str) -> AgeOfConsent:
    """The age of consent of this installation, and of countries that have another."""
    own, *others = (part.strip() for part in text.split(","))
    by_country = {country.upper(): int(age) for country, age in (other.split("=") for other in others)}
    if not all(13 <= age <= 16 for age in (int(own), *by_country.values())):
        raise ValueError(text)
    return AgeOfConsent(int(own), by_country)


def origins(text: str) -> tuple[str, ...]:
    """A list of origins (RFC 6454)."""
    found = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    if not all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", origin) for origin in found):
        raise ValueError(text)
    return found


def time_zone(text: str) -> ZoneInfo:
    """A time zone by its name (IANA)."""
    if text not in _time_zones():
        raise ValueError(text)
    return ZoneInfo(text)


@cache
def _time_zones() -> frozenset[str]:
    """Their names, for which six hundred files of the system are opened."""
    return frozenset(available_timezones())


def country(text: str) -> str:
    """A country or a part of one (ISO 3166) whose holidays are known."""
    from holidays.registry import COUNTRIES

    code, _, part = text.partition("-")
    if code not in {one for _names, *codes in COUNTRIES.values() for one in codes}:
        raise ValueError(text)
    if part:
        from holidays import country_holidays

        try:
            country_holidays(code, subdiv=part)
        except NotImplementedError as unknown:
            raise ValueError(text) from unknown
    return text


def colour(text: str) -> str:
    """Red, green and blue in hexadecimal."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError(text)
    return text


def selector(text: str) -> str:
    """Of a key of DKIM: labels of a name in the DNS (RFC 6376, section 3.1)."""
    if not re.fullmatch(
        r"(?=.{1,100}$)[a-zA-Z0-9]([a-zA-Z0-9_-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9_-]*[a-zA-Z0-9])?)*", text
    ):
        raise ValueError(text)
    return text.lower()


def one_line(text: str) -> str:
    """Words on one line."""
    if not text.isprintable() or len(text) > LONGEST_LINE:
        raise ValueError(text)
    return text


def passage(text: str) -> str:
    """A text of several lines."""
    if len(text) > LONGEST_PASSAGE or not text.replace("\n", "").replace("\t", "").isprintable():
        raise ValueError(text)
    return text


def own_words(text: str) -> str:
    """Words of a page or a letter; what exactly may stand there is for whoever shows them to say."""
    if len(text) > LONGEST_PASSAGE or not re.sub("[\n\u200d]", "", text).isprintable():
        raise ValueError(text)
    return text


def web_address(text: str) -> str:
    """Of a page on the web, or of one of this site by its path."""
    parts = urlsplit(text)
    is_elsewhere = parts.scheme in ("http", "https") and bool(parts.hostname)
    is_here = text.startswith("/") and not parts.netloc
    if not text.isprintable() or " " in text or not (is_elsewhere or is_here) or len(text) > LONGEST_LINE:
        raise ValueError(text)
    return text


def picture(text: str) -> BrandPicture:
    """A picture of the brand: its id, its width and its height in pixels."""
    name, width, height = text.split()
    return BrandPicture(UUID(name), int(width), int(height))
