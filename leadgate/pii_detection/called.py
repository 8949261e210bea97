"""Numbers that are known by the word they stand beside: "patient no. 4711-0815", "NHS number 943 476 5919"."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs
from stdnum.in_ import aadhaar

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import digits_of, found_by, listed, one_of, pattern

_BETWEEN = rf"""(?:\s*(?:{
    one_of(
        "number, numbers, no, no., nr, nr., nº, n, num, num., numero, nummer, id, code, card, identificación, "
        "de conducir, de conduire, is, was, it's, its, ist, lautet, hat, es, est, el, der, die, le, mi, my, the, "
        "de patient, de cliente, ipp, 號碼, 號, 編號, 字號, 碼, 是, 為, 上的, 個人, 卡, 裡的"
    )
}|[:#=,.(°-])){{0,5}}\s*"""
_NUMBER = (
    r"((?=(?:[A-Z-]{0,24}\d){3})[A-Z0-9][A-Z0-9-]{4,24}|[A-Z]{2} \d{6,9}|"
    r"(?-i:[A-Z]{2,4}[ -]\d{3,8}(?:[ -]\d{2,8}){1,4})|"
    r"\d{2}/\d{7,8}/\d{2}|[A-Z]{0,3}\d{1,8}(?:[ .-](?:\d{2,12}|[A-Z](?=[ .-]\d))){1,7})(?!\w)"
)
_NOT_FAR = (
    r"[^\n.!?\d]{0,40}?[\s:(]"
    r"((?-i:(?=(?:[A-Z-]{0,12}\d){4})(?=[A-Z0-9-]{0,24}[A-Z])[A-Z0-9][A-Z0-9-]{5,24})|\d{8,20})(?!\w)"
)
"""Further on in the sentence, where it has figures and letters or very many figures."""


def _called(name: str) -> re.Pattern[str]:
    """A code of five letters and digits or more, right after one of the words of a list."""
    return pattern(rf"{listed(name)}{_BETWEEN}{_NUMBER}", re.IGNORECASE)


_KINDS = (Sensed.RECORD, Sensed.PAPERS, Sensed.ACCOUNT, Sensed.VEHICLE, Sensed.DEVICE)
_CALLED = {what: _called(str(what)) for what in _KINDS}
_NEARBY = {
    what: pattern(listed(f"{what}.far") + _NOT_FAR, re.IGNORECASE)
    for what in (Sensed.DEVICE, Sensed.PAPERS, Sensed.RECORD)
}
_NHS = (pattern(r"\bnhs\b", re.IGNORECASE), pattern(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), nhs.is_valid)
_AADHAAR = (
    pattern(r"\baadhaa?r\b|\buidai\b", re.IGNORECASE),
    pattern(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    aadhaar.is_valid,
)
_SIN = (pattern(r"\bnas\b|\bsin\b", re.IGNORECASE), pattern(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{3}(?!\d)"), bool)


def called_in(text: str) -> Iterator[Finding]:
    """The numbers in a plain text that a word says the meaning of."""
    for what, called in _CALLED.items():
        yield from found_by(called, text, what, 1)
    for what, nearby in _NEARBY.items():
        yield from found_by(nearby, text, what, 1)
    for word, shape, is_right in (_NHS, _AADHAAR, _SIN):
        if word.search(text):
            what = Sensed.RECORD if shape is _NHS[1] else Sensed.PAPERS
            yield from (Finding(*found.span(), what) for found in shape.finditer(text) if is_right(digits_of(found[0])))
