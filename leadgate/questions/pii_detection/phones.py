"""Telephone numbers: as they are dialled in the countries of our languages, or with a country's code."""

import re
from collections.abc import Iterator

import phonenumbers

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import digits_of, one_of, pattern

_BEGIN = r"(?:\+\s?\d|00[1-9]|\(\s?\+?\d|0\d|1[3-9]\d|[67]\d{2}[ .-]?\d{2,3}|\d{3}[-.]\d{3}[-.]\d{4})"
_AS_DIALLED = pattern(_BEGIN)
_CANDIDATE = pattern(r"(?<![\w.,/-])(?:[+(]\s?)?\(?\d(?:[ ./()-]{0,3}\d){6,16}(?!\d)")
_ENDS = pattern(r"\d(?!\d)")
_WORD = pattern(
    one_of(
        "tel, phone, telephone, mobile, cell, fax, call, ring, text, whatsapp, telefon*, handy*, mobil*, ruf*, "
        "anruf*, téléphone, portable, appele*, teléfono, móvil, celular, llam*, llám*, número, 電話, 手機, 傳真, 打給"
    ),
    re.IGNORECASE,
)
_BEFORE = 40
_LOCAL = pattern(r"\d{3,4}-\d{4}")
_COUNTED = ("0123456789", "1234567890")
_HOME = {
    "US": pattern(r"\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[.-]\d{4}"),
    "TW": pattern(r"\(?0\d(?:[ ()-]{0,2}\d){7,8}"),
    "GB": pattern(r"\(?0[1-9](?:[ ()-]{0,2}\d){8,9}"),
    "DE": pattern(r"\(?0[1-9]\d{1,4}\)?[ /-]{1,3}\d(?:[ /-]{0,1}\d){3,9}|01[567]\d{8,9}"),
    "FR": pattern(r"0[1-9](?:[ .-]?\d{2}){4}"),
    "CN": pattern(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8}"),
    "ES": pattern(r"[67]\d{2} \d{2} \d{2} \d{2}|[67]\d{8}"),
}
_BESIDE_A_WORD = {
    "US": pattern(r"[2-9]\d{2}[ .-]?[2-9]\d{2}[ .-]?\d{4}"),
    "ES": pattern(r"[6-9]\d{2}(?:[ .-]?\d{3}){2}|[6-9]\d(?:[ .-]?\d{2,3}){3}"),
    "HK": pattern(r"[2-9]\d{3}[ -]?\d{4}"),
}


def phones_in(text: str) -> Iterator[Finding]:
    """The telephone numbers in a plain text."""
    for found in _CANDIDATE.finditer(text):
        beside = bool(_WORD.search(text, max(0, found.start() - _BEFORE), found.start()))
        if not beside and not _AS_DIALLED.match(found[0]):
            continue
        ends = [found.start() + one.end() for one in _ENDS.finditer(found[0])]
        end = next((end for end in reversed(ends) if _is_number(text[found.start() : end], beside)), None)
        if end is not None:
            yield Finding(found.start(), end, Sensed.PHONE)


def _is_number(written: str, beside: bool) -> bool:
    if digits_of(written) in _COUNTED:
        return False
    if beside and _LOCAL.fullmatch(written):
        return True
    if re.match(r"\(?\s?\+|00", written):
        return _is_valid(re.sub(r"^00", "+", written), None)
    shapes = [*_HOME.items(), *(_BESIDE_A_WORD.items() if beside else ())]
    return any(shape.fullmatch(written) and _is_valid(written, region) for region, shape in shapes)


def _is_valid(written: str, region: str | None) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False
