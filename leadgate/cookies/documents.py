"""What a site stores, for what and by whom: one document in all languages of the site, frozen when it is published."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from leadgate.cookies.types import ConsentMode, PurposeKind, StoreKind
from leadgate.verifier.reading import canonical

Sentences = dict[Annotated[str, Meta(max_length=12)], Annotated[str, Meta(max_length=600)]]
"""The same text in each language, by its tag (BCP 47)."""
Slug = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
"""It stands in the cookie and in the attributes of tags."""
Name = Annotated[str, Meta(max_length=120)]
MOST_PURPOSES, MOST_SERVICES, MOST_STORED = 12, 60, 60


class Stored(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Something a service keeps in the visitor's browser."""

    name: Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^(?!\*+$)[!-:<-~]+$")]
    """As it is called there; `*` stands for what differs."""
    kind: StoreKind = StoreKind.COOKIE
    days: Annotated[int, Meta(ge=0, le=3650)] = 0
    """How long it lives there; 0 for what goes when the browser is closed."""


class Service(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whoever stores something or gets data, under one purpose."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    company: Name = ""
    country: Name = ""
    why: Sentences = field(default_factory=dict)
    hosts: Annotated[tuple[Annotated[str, Meta(max_length=253)], ...], Meta(max_length=30)] = ()
    """Where its scripts, frames and pictures come from and where it sends to: `www.example.com`, `*.example.com`."""
    stored: Annotated[tuple[Stored, ...], Meta(max_length=MOST_STORED)] = ()


class CookiePurpose(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What something is stored for; what is asked is asked per purpose."""

    slug: Slug
    kind: PurposeKind
    title: Sentences
    text: Sentences = field(default_factory=dict)
    reason: Sentences = field(default_factory=dict)
    """Why an exempt one is."""
    sells: bool = False
    """Whether data is sold or shared for it, so that a browser's signal (Global Privacy Control) ends it."""
    signals: tuple[str, ...] = ()
    services: Annotated[tuple[Service, ...], Meta(max_length=MOST_SERVICES)] = ()

    @property
    def stored(self) -> Iterator[Stored]:
        """All it keeps, over its services."""
        return (one for service in self.services for one in service.stored)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Whom it reaches, over its services."""
        return tuple(dict.fromkeys(host for service in self.services for host in service.hosts))


class Described(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All of what a site stores and asks, in the order in which it is shown."""

    purposes: Annotated[tuple[CookiePurpose, ...], Meta(max_length=MOST_PURPOSES)] = ()
    words: dict[str, dict[str, Annotated[str, Meta(max_length=600)]]] = field(default_factory=dict)
    """By language what the banner says in other words than usual (`banner_words`)."""
    consent_mode: ConsentMode = ConsentMode.OFF

    @property
    def asked(self) -> tuple[CookiePurpose, ...]:
        """The purposes that wait for a yes."""
        return tuple(one for one in self.purposes if one.kind.is_asked)


class Shown(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice: everything a visitor of a site can be shown, with all words filled in."""

    site: str
    title: str
    languages: tuple[str, ...]
    described: Described

    def document(self) -> str:
        """As it is kept and hashed: canonical JSON."""
        return canonical(msgspec.to_builtins(self)).decode()


def read_described(text: str | bytes) -> Described:
    """A document as it was written.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.json.decode(text, type=Described)


def read_shown(text: str) -> Shown:
    """A notice as it was frozen."""
    return msgspec.json.decode(text, type=Shown)


def hash_of(document: str) -> str:
    """What a notice is known by: SHA-256 of its document, in hexadecimal."""
    return sha256(document.encode()).hexdigest()


def said(words: Mapping[str, str], language: str) -> str:
    """A text in a language, or else in the first there is."""
    return words.get(language) or next(iter(words.values()), "")
