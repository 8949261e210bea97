"""Numbers that are known by the word they stand beside: "patient no. 4711-0815", "NHS number 943 476 5919"."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs
from stdnum.in_ import aadhaar

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import digits_of, found_by, one_of, pattern

_BETWEEN = rf"""(?:\s*(?:{
    one_of(
        "number, no, no., nr, nr., nº, num, num., numero, nummer, id, code, card, identificación, de conducir, "
        "de conduire, is, was, ist, lautet, es, est, el, der, die, 號碼, 號, 編號, 字號, 碼, 是, 為"
    )
}|[:#=-])){{0,4}}\s*"""
_NUMBER = (
    r"((?=(?:[A-Z-]{0,24}\d){3})[A-Z0-9][A-Z0-9-]{4,24}|[A-Z]{2} \d{6,9}|"
    r"[A-Z]{0,3}\d{1,8}(?:[ .-](?:\d{2,12}|[A-Z](?=[ .-]\d))){1,7})(?!\w)"
)


def _called(words: str) -> re.Pattern[str]:
    """A code of five letters and digits or more, right after one of these words."""
    return pattern(rf"{one_of(words)}{_BETWEEN}{_NUMBER}", re.IGNORECASE)


_CALLED = {
    Sensed.RECORD: _called(
        "mrn, medical record, patient, chart, health plan, medicare, medicaid, nhs, beneficiary, policy, member, "
        "insurance, 病歷, 健保, 健保卡, 病患, 保單, 保險, 醫保, 醫保卡, 社保, 社保卡, 門診, 住院, patienten*, "
        "*versicherten*, *versicherungs*, krankenkassen*, mitglieds*, patientenakte, dossier médical, mutuelle, "
        "patient, patiente, assuré, assurée, historia clínica, póliza, paciente, tarjeta sanitaria, nuss"
    ),
    Sensed.PAPERS: _called(
        "passport, licence, license, driver's, drivers, ssn, social security, sin, bsn, aadhaar, tfn, identity card, "
        "national id, national insurance, certificate, 護照, 駕照, 駕駛證, 駕駛執照, 身分證, 身份證, 居留證, 證件, "
        "證號, 通行證, 台胞證, reisepass*, personalausweis*, ausweis*, führerschein*, steuer-id, passeport, permis, "
        "carte d'identité, sécurité sociale, sécu, dl, ni, curp, rfc, pasaporte, carné, carnet, licencia, dni, nie, "
        "seguridad social, cédula"
    ),
    Sensed.ACCOUNT: _called(
        "account, iban, rib, sort code, routing, 帳號, 帳戶, 賬號, 賬戶, 戶頭, 卡號, 銀行卡, konto*, compte, cuenta, "
        "clabe"
    ),
    Sensed.VEHICLE: _called(
        "plate, vin, registration, vehicle, 車牌, 車號, 牌照, kennzeichen, immatriculation, plaque, matrícula"
    ),
    Sensed.DEVICE: _called(
        "serial, imei, device, implant, 序號, 序列號, 裝置, seriennummer, gerätenummer, número de serie, "
        "numéro de série"
    ),
}
_PROVINCES = "京津滬渝冀豫雲遼黑湘皖魯新蘇浙贛鄂桂甘晉蒙陝吉閩貴粵青藏川寧瓊"
_PLATE = pattern(
    rf"{one_of('plate, registration, kennzeichen, immatriculation, plaque, matrícula, 車牌, 車號, 牌照')}"
    rf"(?:\s*(?:{one_of('number, is, ist, est, es, 號碼, 號, 是, 為')}|[:#])){{0,2}}\s*"
    r"((?-i:[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}[EH]?|[A-Z]{2}\d{2} ?[A-Z]{3}|\d{4}[ -]?[A-Z]{3}|"
    r"[A-Z]{2,3}[- ]?\d{3,4})|"
    rf"[{_PROVINCES}][A-Z][ ·]?[A-Z0-9]{{5,6}})(?!\w)",
    re.IGNORECASE,
)
_NHS = (pattern(r"\bnhs\b", re.IGNORECASE), pattern(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"), nhs.is_valid)
_AADHAAR = (
    pattern(r"\baadhaa?r\b|\buidai\b", re.IGNORECASE),
    pattern(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    aadhaar.is_valid,
)


def called_in(text: str) -> Iterator[Finding]:
    """The numbers in a plain text that a word says the meaning of."""
    for what, called in _CALLED.items():
        yield from found_by(called, text, what, 1)
    yield from found_by(_PLATE, text, Sensed.VEHICLE, 1)
    for word, shape, is_right in (_NHS, _AADHAAR):
        if word.search(text):
            what = Sensed.RECORD if shape is _NHS[1] else Sensed.PAPERS
            yield from (Finding(*found.span(), what) for found in shape.finditer(text) if is_right(digits_of(found[0])))
