"""What names somebody by the words around it: a date in a life, a place to live, a name after a title."""

import re
from collections.abc import Iterator

from leadgate.questions.pii_detection.finding import Finding, Sensed

_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+\d{2,4}|"
    r"[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{2,4}|(?:民國)?\s?\d{2,4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)"
)
_LIFE = (
    r"(?:\bborn\b|\bbirthday\b|\bdate of birth\b|\bdob\b|\badmitted\b|\bdischarged\b|\bdied\b|\bdeath\b|\bsurgery\b|"
    r"\boperated\b|\bdiagnosed\b|出生|生日|生於|住院|出院|過世|去世|手術|開刀|確診)"
)
_BIRTH = re.compile(rf"{_LIFE}[^.\n。]{{0,30}}?({_DATE})|({_DATE})[^.\n。]{{0,12}}?{_LIFE}", re.IGNORECASE)
_VERY_OLD = re.compile(
    r"\b(?:aged?|is|am|turn(?:ed|s)?)\s+(9\d|1[0-2]\d)(?:\s+years)?\b(?!\s*(?:%|percent|euros?|dollars?|of|days?|items?))",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,5}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]*\s+){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Terrace|Way|Place|Pl)\b\.?"
    r"(?:,?\s+(?:Apt|Suite|Unit|Flat)\.?\s*\w+)?"
)
_STREET_ABROAD = re.compile(r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|weg|gasse|platz|allee)\s+\d{1,4}[a-z]?\b")
_STREET_CHINESE = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}[市縣])?(?:[\u4e00-\u9fff]{1,4}[區鄉鎮市])?[\u4e00-\u9fff]{1,6}(?:路|街|大道|巷)"
    r"(?:[一二三四五六七八九十\d]{1,3}段)?(?:\s?\d{1,4}\s?巷)?(?:\s?\d{1,4}\s?弄)?\s?\d{1,4}(?:之\d{1,3})?\s?號(?:\s?\d{1,3}\s?樓)?"
)
_POSTCODE = re.compile(r"(?<!\w)(?:[A-Z]{2}\s+\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})(?!\w)")
_ZIP = re.compile(
    r"\b(?:zip(?:\s?code)?|postal code|postcode|郵遞區號)\s*(?:is|:|是|為)?\s*(\d{3,6}(?:-\d{4})?)(?!\w)", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Nurse|Sir|Lady)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
)
_KIN = (
    "boss|colleague|manager|husband|wife|son|daughter|brother|sister|friend|doctor|neighbou?r|client|partner|mother|"
    "father"
)
_NAMED = re.compile(
    r"\b(?:[Mm]y name is|[Mm]y name['’]s|I am called|[Cc]all me|(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) "
    rf"(?:{_KIN}),?)\s+([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?)"
)
_NAMED_CHINESE = re.compile(
    r"(?:我叫|我是叫|名叫|名字是|名字叫)\s?([\u4e00-\u9fff]{2,4}?)(?=[，,。.\s、！!]|$)|"
    r"([\u4e00-\u9fff]{1,3})(?:醫師|醫生|先生|小姐|太太|女士|教授|護理師)(?=[，,。說的在幫告建是跟和]|$)"
)
_NO_NAMES = set("這那某有的位個家老大新好女男每各之一請找問看跟和是在給為讓幫叫對")


def circumstances_in(text: str) -> Iterator[Finding]:
    """Dates, places and names that the words around them give away."""
    yield from (_whole(found, Sensed.BIRTH) for found in _BIRTH.finditer(text))
    yield from (_whole(found, Sensed.BIRTH) for found in _VERY_OLD.finditer(text))
    for pattern in (_STREET, _STREET_ABROAD, _STREET_CHINESE, _POSTCODE, _ZIP):
        yield from (_whole(found, Sensed.PLACE) for found in pattern.finditer(text))
    yield from (_whole(found, Sensed.NAME) for found in _TITLED.finditer(text))
    yield from (_whole(found, Sensed.NAME) for found in _NAMED.finditer(text))
    yield from (
        _whole(found, Sensed.NAME)
        for found in _NAMED_CHINESE.finditer(text)
        if not found[2] or not _NO_NAMES.intersection(found[2])
    )


def _whole(found: re.Match[str], what: Sensed) -> Finding:
    return Finding(*found.span(), what)
