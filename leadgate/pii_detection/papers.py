"""Numbers of papers and machines that check themselves: identity cards, insurance, vehicles, devices.

Of numbers with one check digit every tenth is valid by chance: here stand those of which more is checked (a date, two
check digits, a letter, an area) or that are written as nothing else is; the others count beside a word (called.py).
"""

import re
from collections.abc import Callable, Iterator

from stdnum import imei
from stdnum.be import nn as be_nn
from stdnum.br import cpf as br_cpf
from stdnum.ch import ssn as ch_ssn
from stdnum.cl import rut as cl_rut
from stdnum.cn import ric as cn_ric
from stdnum.de import idnr as de_idnr
from stdnum.es import dni as es_dni
from stdnum.es import nie as es_nie
from stdnum.fr import nir as fr_nir
from stdnum.it import codicefiscale as it_cf
from stdnum.kr import rrn as kr_rrn
from stdnum.mx import curp as mx_curp
from stdnum.se import personnummer as se_pnr
from stdnum.us import ssn as us_ssn

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import digits_of, pattern

Check = Callable[[str], bool]
_MAC = pattern(r"(?<![\w:])(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}(?![\w:])", re.IGNORECASE)
_TW_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def _shaped(shape: str) -> re.Pattern[str]:
    return pattern(rf"(?<![A-Z0-9]){shape}(?![A-Z0-9])", re.IGNORECASE)


def is_taiwanese_id(text: str) -> bool:
    """Whether it is the number of an identity card or a residence permit of Taiwan: a letter, nine digits, a check."""
    letter, digits = text[0].upper(), [int(sign) for sign in text[1:]]
    number = _TW_LETTERS.index(letter) + 10
    weighed = (
        number // 10 + number % 10 * 9 + sum(one * weight for one, weight in zip(digits, range(8, 0, -1), strict=False))
    )
    return (weighed + digits[8]) % 10 == 0


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
    check = sum(values[sign] * weight for sign, weight in zip(text.upper(), weights, strict=True)) % 11
    return text[8].upper() == ("X" if check == 10 else str(check))


_CHECKED: tuple[tuple[re.Pattern[str], Check, Sensed], ...] = (
    (_shaped(r"\d{3}[- ]\d{2}[- ]\d{4}"), us_ssn.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{6}[ -]?\d{8}[ -]?\d{3}[\dX]"), cn_ric.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{2} ?\d{3} ?\d{3} ?\d{3}"), de_idnr.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{8}[ -]?[A-Z]"), es_dni.is_valid, Sensed.PAPERS),
    (_shaped(r"[XYZ][ -]?\d{7}[ -]?[A-Z]"), es_nie.is_valid, Sensed.PAPERS),
    (_shaped(r"[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}"), fr_nir.is_valid, Sensed.PAPERS),
    (_shaped(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"), it_cf.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{6}-?\d{7}"), kr_rrn.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{3}\.?\d{3}\.?\d{3}-?\d{2}"), br_cpf.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}"), be_nn.is_valid, Sensed.PAPERS),
    (_shaped(r"(?:\d{2})?\d{6}[-+]\d{4}"), se_pnr.is_valid, Sensed.PAPERS),
    (_shaped(r"756[. ]?\d{4}[. ]?\d{4}[. ]?\d{2}"), ch_ssn.is_valid, Sensed.PAPERS),
    (_shaped(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"), mx_curp.is_valid, Sensed.PAPERS),
    (_shaped(r"\d{1,2}\.\d{3}\.\d{3}-[\dK]"), cl_rut.is_valid, Sensed.PAPERS),
    (_shaped(r"[A-Z][1289]\d{8}"), is_taiwanese_id, Sensed.PAPERS),
    (
        _shaped(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"),
        bool,
        Sensed.PAPERS,
    ),
    (_shaped(r"[A-HJ-NPR-Z0-9]{17}"), _is_vehicle, Sensed.VEHICLE),
    (_shaped(r"\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d"), imei.is_valid, Sensed.DEVICE),
)


def papers_in(text: str) -> Iterator[Finding]:
    """The numbers of papers and machines in a plain text that are right by their own digits."""
    yield from (Finding(*found.span(), Sensed.DEVICE) for found in _MAC.finditer(text))
    for shape, is_right, what in _CHECKED:
        yield from (Finding(*found.span(), what) for found in shape.finditer(text) if is_right(digits_of(found[0])))
