"""Telephone numbers: as they are dialled in the countries of our languages, or with a country's code."""

import re
from collections.abc import Iterator

import phonenumbers

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import digits_of, one_of, pattern

_BEGIN = r"(?:\+\s?\d|00[1-9]|\(\s?\+?\d|0\d|1[3-9]\d|[67]\d{2}[ .-]?\d{2,3}|\d{3}[-.]\d{3}[-.]\d{4})"
_AS_DIALLED = pattern(_BEGIN)
_CANDIDATE = pattern(r"(?<![\w./-])(?<!\d,)(?:[+(]\s?)?\(?\d(?:[ ./()-]{0,3}\d){6,16}(?!\d)")
_ENDS = pattern(r"\d(?!\d)")
_WORD = pattern(
    one_of(
        "tel, phone, telephone, mobile, cell, fax, call, ring, text, whatsapp, telefon*, handy*, mobil*, ruf*, "
        "anruf*, téléphone, portable, appele*, rappele*, teléfono, móvil, celular, cel, llam*, llám*, número, "
        "marca*, marque*, márca*, márque*, márqu*, "
        "escríb*, manda*, texto, texte*, appel, coup de fil, joindre, joignable, contacter, erreichbar, durchläut*, "
        "läut*, klingel*, wa, sim, reach me, reached on, reach us, ring, dial, extension, 撥打, "
        "聯絡電話, 打, 電聯, 致電, "
        "natel, gsm, sms, ringing, telephoning, numéro, fono, whats, wasap, guasap, 電話, 手機, 傳真, 打給, "
        "打我, 撥, 座機, 找我"
    ),
    re.IGNORECASE,
)
_RIGHT_BEHIND = pattern(
    one_of(
        "tel, tel., phone, telephone, mobile, mob, cell, cell phone, whatsapp, telefon, telefonnummer, handy, "
        "handynummer, "
        "mobil, mobilnummer, natel, téléphone, tél, portable, gsm, numéro de téléphone, teléfono, móvil, celular, cel, "
        "número de teléfono, fono, whats, 電話, 手機, 手機號, 電話號碼, 手機號碼, 座機, 分機"
    )
    + r"(?:\s?(?:number|no\.?|nr\.?|is|ist|lautet|est|es|le|el|:|是|為|號碼|號|at|on|al|au|unter)){0,3}\s?$",
    re.IGNORECASE,
)
_FEWEST, _MOST = 7, 13
_BEFORE = 40
_LOCAL = pattern(r"\d{3,4}-\d{4}")
_COUNTED = ("0123456789", "1234567890")
_DAY = pattern(
    r"(?:[0-3]?\d([./ -])[0-3]?\d\1(?:19|20)\d{2}|(?:19|20)\d{2}([./ -])[01]?\d\2[0-3]?\d)(?:[ T]+[0-2]?\d)?"
)
"""A day, alone or with the hour behind it: also where it could be dialled."""
_HOME = {
    "US": pattern(r"\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[.-]\d{4}"),
    "TW": pattern(r"\(?0\d(?:[ ()-]{0,2}\d){7,8}"),
    "GB": pattern(r"\(?0[1-9](?:[ ()-]{0,2}\d){8,9}"),
    "DE": pattern(r"\(?0[1-9]\d{1,4}\)?[ /-]{1,3}\d(?:[ /-]{0,1}\d){3,9}|01[567]\d{8,9}"),
    "FR": pattern(r"0[1-9](?:[ .-]?\d{2}){4}"),
    "CN": pattern(r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ -]?\d{7,8}"),
    "ES": pattern(r"[67]\d{2} \d{2} \d{2} \d{2}|[67]\d{2} \d{3} \d{3}|[67]\d{8}"),
    "AT": pattern(r"\(?0[1-9]\d{0,4}\)?[ /-]{1,3}\d(?:[ /-]{0,1}\d){4,10}"),
    "CH": pattern(r"0[2-9]\d[ /-]\d{3}[ -]?\d{2}[ -]?\d{2}"),
    "BE": pattern(r"0\d{1,3}[ /]\d{2,3}(?:[ .]?\d{2}){2,3}"),
}
_SO_WRITTEN = pattern(
    r"0[1-9](?:[ .-]\d{2}){4}|\(?[2-9]\d{2}\)?[ -]555-\d{4}|07\d{3} \d{6}|01[567]\d[ /-]\d{6,8}|"
    r"09\d{2}[- ]\d{3}[- ]\d{3}"
)
"""Ways of writing that only telephone numbers have, whether a number is given out yet or not."""
_BESIDE_A_WORD = {
    "US": pattern(r"[2-9]\d{2}[ .-]?[2-9]\d{2}[ .-]?\d{4}"),
    "ES": pattern(r"[6-9]\d{2}(?:[ .-]?\d{3}){2}|[6-9]\d(?:[ .-]?\d{2,3}){3}"),
    "HK": pattern(r"[2-9]\d{3}[ -]?\d{4}"),
    "MX": pattern(r"\(?\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}"),
    "AR": pattern(r"\(?\d{2,4}\)?[ -]?(?:15[ -]?)?\d{3,4}[ -]?\d{4}"),
    "CL": pattern(r"9[ -]?\d{4}[ -]?\d{4}"),
    "CO": pattern(r"3\d{2}[ -]?\d{3}[ -]?\d{4}"),
    "PE": pattern(r"9\d{2}[ -]?\d{3}[ -]?\d{3}"),
}


def phones_in(text: str) -> Iterator[Finding]:
    """The telephone numbers in a plain text."""
    for found in _CANDIDATE.finditer(text):
        beside = bool(_WORD.search(text, max(0, found.start() - _BEFORE), found.start()))
        if _DAY.fullmatch(found[0]) or not (beside or _AS_DIALLED.match(found[0])):
            continue
        if _is_said_to_be(text, found) or _SO_WRITTEN.fullmatch(found[0]):
            yield Finding(*found.span(), Sensed.PHONE)
            continue
        ends = [found.start() + one.end() for one in _ENDS.finditer(found[0])]
        end = next((end for end in reversed(ends) if _is_number(text[found.start() : end], beside)), None)
        if end is not None:
            yield Finding(found.start(), end, Sensed.PHONE)


def _is_said_to_be(text: str, found: re.Match[str]) -> bool:
    """Whether the word right before a number says so, wherever in the world it rings."""
    if not _FEWEST <= len(digits_of(found[0])) <= _MOST or digits_of(found[0]) in _COUNTED:
        return False
    return bool(_RIGHT_BEHIND.search(text, max(0, found.start() - _BEFORE), found.start()))


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
