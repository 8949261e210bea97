"""The script of a site, whole: its source with what the site stores filled in."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import rcssmin

from leadgate.cookies.banner_words import RIGHT_TO_LEFT
from leadgate.cookies.documents import CookiePurpose, Service, Shown, said
from leadgate.cookies.types import SIGNALS, ConsentMode, StoreKind

HERE = Path(__file__).parent
PLACE = "LG_SETTINGS"
STORES = {StoreKind.COOKIE: "c", StoreKind.LOCAL: "w", StoreKind.SESSION: "w", StoreKind.DATABASE: "q"}
STORES |= {StoreKind.CACHE: "h", StoreKind.WORKER: "e"}
LETTERS = {
    "h": "heading",
    "b": "body",
    "y": "accept",
    "n": "refuse",
    "c": "choose",
    "s": "save",
    "l": "policy",
    "i": "always",
    "k": "reopen",
    "x": "signal",
    "j": "against_signal",
    "f": "frame",
    "a": "show",
}


def script(
    shown: Shown,
    short: str,
    *,
    base_url: str,
    parent_domain: str,
    new: Mapping[str, str],
    day: int,
    choice_days: int,
    by_policy: bool = False,
    is_preview: bool = False,
) -> str:
    """What a visitor's browser loads.

    Args:
        shown: the notice.
        short: the beginning of its hash.
        base_url: of this installation, where choices go.
        parent_domain: below which one answer holds; empty for each host alone.
        new: by language, what has changed since the notice before; empty for the first.
        day: today, in days since 1970-01-01 UTC; 0 for a script that is kept for good, which asks the browser.
        choice_days: how long an answer holds.
        by_policy: whether the site's own server holds back by a policy that it chooses by the answer.
        is_preview: whether it asks in a frame, too, and tells nobody.
    """
    described = shown.described
    settings: dict[str, Any] = {
        "i": shown.site,
        "n": short,
        "d": day,
        "v": choice_days,
        "u": f"{base_url}/c/{shown.site}",
        "o": parent_domain,
        "m": [] if described.consent_mode is ConsentMode.OFF else list(SIGNALS),
        "p": [_purpose(one) for one in described.purposes],
        "t": {one: _words(described.words[one], described.purposes, one, new) for one in shown.languages},
        "c": _style(),
    }
    if by_policy:
        settings["e"] = 1
    if is_preview:
        settings["z"] = 1
    # It stands in a file of its own, never in a page: only what ends a line of JavaScript has to be written out.
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    return _source().replace(PLACE, text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _purpose(one: CookiePurpose) -> dict[str, Any]:
    kept: dict[str, list[str]] = {}
    for each in one.stored:
        kept.setdefault(STORES[each.kind], []).append(each.name)
    said = {"k": int(one.kind.is_asked), "x": int(one.sells), "m": list(one.signals), **kept}
    return {"s": one.slug} | {letter: value for letter, value in said.items() if value}


def _words(
    words: Mapping[str, str], purposes: Sequence[CookiePurpose], language: str, new: Mapping[str, str]
) -> dict[str, Any]:
    sells = any(one.sells for one in purposes)
    left_out = set() if sells else {"x", "j"}
    found: dict[str, Any] = {letter: words[name] for letter, name in LETTERS.items() if letter not in left_out}
    if language in new:
        found["w"] = new[language]
    found["p"] = [
        [said(one.title, language), _text_of(one, language), [_named(each) for each in one.services]]
        for one in purposes
    ]
    if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT:
        found["r"] = 1
    return found


def _text_of(one: CookiePurpose, language: str) -> str:
    return " ".join(filter(None, (said(one.text, language), said(one.reason, language))))


def _named(service: Service) -> str:
    """Who it is, as the panel lists them; why and how long stands on the page of the policy."""
    company = ", ".join(filter(None, (service.company, service.country)))
    return f"{service.name} – {company}" if company else service.name


@cache
def _source() -> str:
    return (HERE / "consent.min.js").read_text()


@cache
def _style() -> str:
    return str(rcssmin.cssmin((HERE / "consent.css").read_text()))
