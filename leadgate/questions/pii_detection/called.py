"""Numbers that are known by the word they stand beside: "patient no. 4711-0815", "NHS number 943 476 5919"."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs
from stdnum.in_ import aadhaar

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import digits_of, found_by, one_of, pattern

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
    r"[^\n.!?\d]{0,40}?[\s:(]((?-i:(?=(?:[A-Z-]{0,12}\d){4})(?=[A-Z0-9-]{0,24}[A-Z])[A-Z0-9][A-Z0-9-]{5,24})|\d{8,20})(?!\w)"
)
"""Further on in the sentence, where it has figures and letters or very many figures."""


def _called(words: str) -> re.Pattern[str]:
    """A code of five letters and digits or more, right after one of these words."""
    return pattern(rf"{one_of(words)}{_BETWEEN}{_NUMBER}", re.IGNORECASE)


_CALLED = {
    Sensed.RECORD: _called(
        "carte-soleil, carte soleil, ramq, assurance maladie, assurance-maladie, nam, ohip, chi number, "
        "hospital no, unit number, nhs no, ahcip, medicare no, medibank, bupa, axa, "
        "住院號, 門診號, 健保署, 病患編號, 看診號, 醫保編號, "
        "kassennummer, krankenkassennummer, krankenversicherungsnummer, versichertenkarte, patientennr, pat-nr, "
        "okp, veka, e-card-nummer, numéro d'adhérent, numéro de mutuelle, numéro allocataire, allocataire, "
        "número de historia, nº de historia, nuhsa, naf, cip-sns, tis, seguro social, imss, issste, essalud, rnos, "
        "mrn, medical record, patient, chart, health plan, medicare, medicaid, nhs, beneficiary, policy, member, "
        "insurance, member id, membership, enrollee, claim, hospital number, case number, blue cross, "
        "medical card, 病歷, 健保, 健保卡, 病患, 保單, 保險, 醫保, 醫保卡, 社保, 社保卡, 門診, 住院, 就診卡, "
        "診療卡, 病案, 病案號, 掛號, 檢查單, 參保, 個人編號, "
        "fallnummer, fallnr, "
        "aufnahmenummer, befundnummer, kvnr, gesundheitskarte, ecard, e-card, patienten*, "
        "*versicherten*, *versicherungs*, krankenkassen*, mitglieds*, patientenakte, dossier médical, mutuelle, "
        "adhérent, adhérente, carte vitale, ipp, nip, numéro de dossier, dossier, afiliado, afiliada, afiliación, nhc, "
        "expediente, historia, cip, sip, mutua, isapre, fonasa, obra social, eps, tarjeta sanitaria, "
        "patient, patiente, assuré, assurée, historia clínica, póliza, paciente, tarjeta sanitaria, nuss"
    ),
    Sensed.PAPERS: _called(
        "passport no, residency card, brp, share code, alien number, a-number, uscis, green card no, travel document, "
        "state id, provincial id, 居留證號, 統一編號, 身分證字號, 護照號, 護照號碼, 簽證, "
        "identitätskarte, id-karte, reisedokument, steuerid-nr, steueridentnummer, idnr, uid, zemis, "
        "numéro étranger, agdref, nina, récépissé, carte de séjour, carte nationale, "
        "nº de la seguridad social, número de la seguridad social, número de afiliación, tarjeta de residencia, "
        "passport, licence, license, driver's, drivers, ssn, social, social security, itin, nino, medicare card, "
        "tax file, tax id, visa number, green card, resident permit, residence permit, sin, bsn, aadhaar, tfn, "
        "identity card, "
        "national id, national insurance, certificate, 護照, 駕照, 駕駛證, 駕駛執照, 身分證, 身份證, 居留證, 證件, "
        "證號, 通行證, 台胞證, reisepass*, personalausweis*, ausweis*, führerschein*, steuer-id, steuerid, "
        "steuer-identifikations*, steuernummer, perso, perso-nr, persos, pass, passnummer, sozialversicherungs*, svnr, "
        "sv-nummer, rentenversicherungs*, ahv, ahv-nummer, aufenthaltstitel, passeport, titre de séjour, cni, "
        "pièce d'identité, nir, ahv, avs, niss, registre national, permis, "
        "carte d'identité, sécurité sociale, sécu, dl, ni, curp, rfc, pasaporte, carné, carnet, licencia, dni, nie, "
        "seguridad social, cédula, nif, rut, run, cuil, cuit, cuil/cuit, ine, clave de elector, nss, "
        "permiso de residencia, tie, "
        "實名, 回鄉證, 港澳通行證, 統一證號, 駕駛證號"
    ),
    Sensed.ACCOUNT: _called(
        "account, acct, iban, rib, sort code, routing, bsb, 帳號, 帳戶, 賬號, 賬戶, 戶頭, 銀行卡, 存摺, 收款賬號, "
        "支付寶, konto*, kto, blz, bankverbindung, compte, cuenta, ccc, clabe, cbu, cvu, cci"
    ),
    Sensed.VEHICLE: _called(
        "plate, vin, registration, vehicle, chassis, 車牌, 車號, 牌照, 車架號, 車身號, kennzeichen, fahrgestell*, fin, "
        "immatriculation, plaque, châssis, matrícula, bastidor, placa"
    ),
    Sensed.DEVICE: _called(
        "serial, imei, meid, iccid, udid, device, implant, s/n, sn, 序號, 序列號, 機身號, 裝置, seriennummer, "
        "seriennr, "
        "serien-nr, gerätenummer, geräte-id, sn-nummer, número de serie, nº de serie, n° de série, no de série, "
        "de série, "
        "de serie, numéro de série"
    ),
}
_NEARBY = {
    Sensed.DEVICE: pattern(
        one_of(
            "serial, serial number, seriennummer, seriennr, serien-nr, gerätenummer, n° de série, numéro de série, "
            "no de série, número de serie, nº de serie, 序號, 序列號, 機身號, s/n, imei"
        )
        + _NOT_FAR,
        re.IGNORECASE,
    ),
    Sensed.PAPERS: pattern(
        one_of(
            "passport number, passport no, licence number, license number, passnummer, ausweisnummer, "
            "führerscheinnummer, numéro de passeport, numéro de permis, numéro de carte d'identité, "
            "número de pasaporte, número de dni, número de licencia, 護照號碼, 身分證字號, 駕照號碼"
        )
        + _NOT_FAR,
        re.IGNORECASE,
    ),
    Sensed.RECORD: pattern(
        one_of(
            "patient number, patient id, hospital number, member number, member id, nhs number, patientennummer, "
            "versichertennummer, versicherungsnummer, fallnummer, numéro de patient, numéro d'assuré, "
            "numéro d'adhérent, número de paciente, número de afiliado, número de historia, 病歷號, 病歷號碼, 健保卡號"
        )
        + _NOT_FAR,
        re.IGNORECASE,
    ),
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
