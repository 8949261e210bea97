"""Numbers that name somebody: known by their check digits, their numbering plan, or the word before them."""

import re
from collections.abc import Callable, Iterator
from ipaddress import ip_address

import phonenumbers
from stdnum import iban, imei, luhn
from stdnum.be import nn as be_nn
from stdnum.br import cpf as br_cpf
from stdnum.cn import ric as cn_ric
from stdnum.de import idnr as de_idnr
from stdnum.es import dni as es_dni
from stdnum.es import nie as es_nie
from stdnum.fr import nir as fr_nir
from stdnum.it import codicefiscale as it_cf
from stdnum.kr import rrn as kr_rrn
from stdnum.se import personnummer as se_pnr
from stdnum.us import ssn as us_ssn

from leadgate.questions.pii_detection.finding import Finding, Sensed

_DIGITS = re.compile(r"(?<![\w.])[A-Z]?\d(?:[\d \-./]{3,24})[\dA-Z](?!\w)", re.IGNORECASE)
_LETTERED = re.compile(r"(?<!\w)[A-Z]{1,6}\d[A-Z\d]{6,20}(?!\w)", re.IGNORECASE)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}(?!\w)")
_MAC = re.compile(r"(?<![\w:])(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}(?![\w:])", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+\-]{1,64}\s?(?:@|\(at\)|\[at\]|＠)\s?[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S{3,}", re.IGNORECASE)
_IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:])", re.IGNORECASE)
_TW_ID = re.compile(r"(?<![A-Za-z0-9])[A-Z][1289]\d{8}(?!\d)", re.IGNORECASE)
_VIN = re.compile(r"(?<!\w)[A-HJ-NPR-Z0-9]{17}(?!\w)")
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_ANY = re.compile(r"[\d@＠]|\(at\)|\[at\]|www\.|://", re.IGNORECASE)
_SEVEN_DIGITS = re.compile(r"(?:\d\D{0,3}){7}")
CARD_LENGTHS = range(13, 20)
CARD_STARTS = ("4", "5", "2", "34", "37", "6", "30", "36", "38")

Check = Callable[[str], bool]
# Of numbers with one check digit every tenth is valid by chance: here stand those of which more is checked (a date, two
# check digits, a letter, an area); the others count beside a word that says what they are (`_CALLED`).
_PAPERS: tuple[Check, ...] = (
    us_ssn.is_valid,
    cn_ric.is_valid,
    de_idnr.is_valid,
    es_dni.is_valid,
    es_nie.is_valid,
    fr_nir.is_valid,
    it_cf.is_valid,
    kr_rrn.is_valid,
    br_cpf.is_valid,
    be_nn.is_valid,
    se_pnr.is_valid,
)


def _called(words: str) -> re.Pattern[str]:
    """A code of five letters and digits or more, right after one of these words."""
    between = r"(?:\s*(?:number|no\.?|nr\.?|num|id|code|號碼|號|編號|是|為|is|was|[:#：=-])){0,4}\s*"
    return re.compile(rf"(?:{words}){between}((?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{{4,24}})(?!\w)", re.IGNORECASE)


_CALLED = {
    Sensed.RECORD: _called(
        r"\bmrn\b|\bmedical record\b|\bpatient\b|\bchart\b|\bhealth plan\b|\bmedicare\b|\bmedicaid\b|\bnhs\b|"
        r"\bbeneficiary\b|\bpolicy\b|\bmember\b|\binsurance\b|病歷|健保卡?|病患|保單|保險"
    ),
    Sensed.PAPERS: _called(
        r"\bpassport\b|\blicen[cs]e\b|\bdriver'?s\b|\bssn\b|\bsocial security\b|\bsin\b|\bbsn\b|\baadhaar\b|"
        r"\bidentity card\b|\bnational id\b|\bcertificate\b|護照|駕照|身分證|身份證|證件|證號"
    ),
    Sensed.ACCOUNT: _called(r"\baccount\b|\biban\b|\bsort code\b|\brouting\b|帳號|帳戶|戶頭"),
    Sensed.VEHICLE: _called(r"\bplate\b|\bvin\b|\bregistration\b|\bvehicle\b|車牌|車號|牌照"),
    Sensed.DEVICE: _called(r"\bserial\b|\bimei\b|\bdevice\b|\bimplant\b|序號|裝置"),
}


def numbers_in(text: str) -> Iterator[Finding]:
    """Everything in a text that names somebody by number."""
    if not _ANY.search(text):
        return
    yield from (Finding(*found.span(), Sensed.MAIL) for found in _MAIL.finditer(text))
    yield from (Finding(*found.span(), Sensed.NETWORK) for found in _LINK.finditer(text))
    yield from (Finding(*found.span(), Sensed.DEVICE) for found in _MAC.finditer(text))
    yield from (Finding(*found.span(), Sensed.NETWORK) for found in _IP.finditer(text) if _is_network(found[0]))
    yield from (Finding(*found.span(), Sensed.PAPERS) for found in _TW_ID.finditer(text) if is_taiwanese_id(found[0]))
    yield from (Finding(*found.span(), Sensed.ACCOUNT) for found in _IBAN.finditer(text) if iban.is_valid(found[0]))
    yield from (Finding(*found.span(), Sensed.VEHICLE) for found in _VIN.finditer(text) if _is_vehicle(found[0]))
    for pattern in (_DIGITS, _LETTERED):
        yield from (Finding(*found.span(), what) for found in pattern.finditer(text) if (what := _kind_of(found[0])))
    for what, pattern in _CALLED.items():
        yield from (Finding(*found.span(1), what) for found in pattern.finditer(text))
    if _SEVEN_DIGITS.search(text):
        yield from _phones(text)


def _kind_of(text: str) -> Sensed | None:
    digits = re.sub(r"[ \-./]", "", text)
    if digits.isdecimal() and len(digits) in CARD_LENGTHS and digits.startswith(CARD_STARTS) and luhn.is_valid(digits):
        return Sensed.CARD
    if any(check(digits) for check in _PAPERS):
        return Sensed.PAPERS
    return Sensed.DEVICE if len(digits) == 15 and imei.is_valid(digits) else None


def _phones(text: str) -> Iterator[Finding]:
    """Numbers with a country's code, or as they are dialled in the countries of our two languages."""
    seen: set[tuple[int, int]] = set()
    for region in (None, "US", "TW", "GB"):
        for found in phonenumbers.PhoneNumberMatcher(text, region, leniency=phonenumbers.Leniency.VALID):
            written = found.raw_string
            # "2026 2027 2028" is a valid number somewhere: without a code, a zero, a bracket or a dash it is none.
            if (found.start, found.end) not in seen and re.match(r"[+＋(（0]|\d{3}[-.]\d{3}[-.]\d{4}$", written):
                seen.add((found.start, found.end))
                yield Finding(found.start, found.end, Sensed.PHONE)


def _is_network(text: str) -> bool:
    try:
        return not ip_address(text).is_unspecified
    except ValueError:
        return False


def _is_vehicle(text: str) -> bool:
    """A vehicle's number has letters and digits, and its ninth sign checks the others (ISO 3779, as used by 49 CFR)."""
    if text.isdecimal() or text.isalpha():
        return False
    values = {**{str(one): one for one in range(10)}, **dict(zip("ABCDEFGH", range(1, 9), strict=True))}
    values |= (
        dict(zip("JKLMN", range(1, 6), strict=True))
        | {"P": 7, "R": 9}
        | dict(zip("STUVWXYZ", range(2, 10), strict=True))
    )
    weights = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
    check = sum(values[sign] * weight for sign, weight in zip(text, weights, strict=True)) % 11
    return text[8] == ("X" if check == 10 else str(check))


def is_taiwanese_id(text: str) -> bool:
    """Whether it is the number of an identity card or a residence permit of Taiwan: a letter, nine digits, a check."""
    letter, digits = text[0].upper(), [int(sign) for sign in text[1:]]
    number = _TW_LETTERS.index(letter) + 10
    weighed = (
        number // 10 + number % 10 * 9 + sum(one * weight for one, weight in zip(digits, range(8, 0, -1), strict=False))
    )
    return (weighed + digits[8]) % 10 == 0
