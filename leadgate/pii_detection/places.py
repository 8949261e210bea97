"""Where somebody lives: a street with its number, a postcode."""

import re
from collections.abc import Iterator

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import found_by, one_of, pattern

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Crescent|Close|Square|Sq|Terrace|Way|"
    r"Place|Pl|Gardens|Grove|Hill|Park|Parkway|Highway|Mews)"
)
_UNIT = r"(?:,?\s(?:Apt|Apartment|Suite|Unit|Flat)\.?\s?#?\w{1,6})?"
_CAPITALISED = r"[A-ZÄÖÜ][\wäöüß'-]{0,30}"
_PLACES = (
    pattern(rf"\b\d{{1,5}}[A-Za-z]?,?\s(?:[A-Z][\w'.-]{{0,30}}\s){{1,4}}{_STREET}\b\.?{_UNIT}"),
    pattern(rf"\b\d{{1,5}}\s\d{{1,3}}(?:st|nd|rd|th)\s{_STREET}\b\.?{_UNIT}", re.IGNORECASE),
    pattern(
        rf"\b(?:live|lives|living|moved|address|home|house|reside|flat|deliver|send it)\b[^.\n]{{0,20}}?\b"
        rf"(\d{{1,5}}[a-z]?,?\s(?!of\b|the\b)(?:[a-z][\w'.-]{{0,30}}\s){{1,3}}{_STREET}\b)",
        re.IGNORECASE,
    ),
    pattern(
        r"\b[A-ZÄÖÜ][\wäöüß-]{0,40}(?:straße|strasse|str\.|weg|gasse|platz|allee|ring|damm|ufer)\s\d{1,4}\s?[a-z]?\b"
    ),
    pattern(
        rf"\b{_CAPITALISED}\s(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|"
        rf"Chaussee)\s\d{{1,4}}\s?[a-z]?\b"
    ),
    pattern(
        r"\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|route|"
        r"cours|square|"
        rf"passage)\s(?:(?:de|du|des|la|le|les|l'|d'|de l')\s?){{0,3}}{_CAPITALISED}",
    ),
    pattern(
        r"\b(?:[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Pp]aseo|[Cc]amino|[Rr]onda|[Cc]arrera|[Tt]ravesía|"
        r"[Cc]arretera)\s?"
        rf"(?:(?:de|del|la|las|los|el)\s){{0,3}}{_CAPITALISED}(?:\s(?:de|del|la|"
        rf"y)?\s?{_CAPITALISED}){{0,3}},?\s(?:núm\.?\s|nº\s?|n\.?º\s?|#)?\d{{1,4}}\b"
    ),
    pattern(
        r"(?:[\u4e00-\u9fff]{1,4}[市縣省])?(?:[\u4e00-\u9fff]{1,4}[區鄉鎮市縣])?[\u4e00-\u9fff]{1,6}(?:路|街|"
        r"大道|巷|胡同)"
        r"(?:[一二三四五六七八九十\d]{1,3}段)?(?:\s?\d{1,4}\s?巷)?(?:\s?\d{1,4}\s?弄)?\s?(?:\d{1,4}|"
        r"[一二三四五六七八九十百]{1,5})"
        r"(?:之\d{1,3})?\s?號(?:\s?之\s?\d{1,3})?(?:\s?\d{1,3}\s?[樓層棟幢])?(?:\s?\d{1,3}\s?單元)?(?:\s?\d{1,4}\s?[室戶])?"
    ),
    pattern(
        r"[\u4e00-\u9fff]{2,8}(?:小區|社區|花園|公寓|新村|大廈)\s?\d{1,3}\s?(?:號樓|棟|幢|"
        r"座)(?:\s?\d{1,3}\s?單元)?(?:\s?\d{1,4}\s?[室戶]?)?"
    ),
    pattern(r"\b\d{1,4}[a-z]?,\s?\d{5}\s(?!Euro|Dollar|Franken|Kunden|Francs|Clientes)[A-Z][a-z]+"),
    pattern(
        r"\bP\.?\s?O\.?\s?Box\s\d{1,6}\b|\b(?:Postfach|B\.?P\.|Apartado(?: de correos)?)\s\d{1,6}\b|郵政信箱\s?\d{1,6}",
        re.IGNORECASE,
    ),
    pattern(r"(?<!\w)(?:[A-Z]{2}\s\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})(?!\w)"),
)
_VILLAGE = pattern(
    one_of(
        "live, lives, living, deliver, delivery, ship to, address, wohne, wohnen, wohnt, liefert, lieferung, "
        "liefern, adresse, "
        "paket, versand nach, nach, zustellung, habite, habitons, livrer, livrez, livraison, livreur, colis, "
        "adresse, hameau, "
        "lieu-dit, vivo, vivimos, vive, dirección, llegáis, llegan, envían, enviáis, envío a, repartidor, paquete"
    )
    + r"[^\n!?]{0,40}?(?<![\w.,-])(\d{4,5}\s(?-i:(?!Euro|Dollar|Franken|"
    r"Kunden|Francs|Clientes|Stück|Meter|Uhr|Seiten|Jahre|"
    r"Exemplare|Einheiten|Personen|Leute|Teile|Gramm|Watt|Schritte|Mal)(?:(?:L[ea]s?|El|L[ao]s|St|Bad|"
    r"Saint)[ -])?[A-Z][a-z'-]{2,}))",
    re.IGNORECASE,
)
_CHINESE_VILLAGE = pattern(
    r"(?:\d{5,6}\s?)?[\u4e00-\u9fff]{1,6}[省市縣州][\u4e00-\u9fff]{1,8}[鄉鎮區][\u4e00-\u9fff]{1,8}[村里屯寨莊]|"
    r"(?<!\d)\d{5,6}\s?[\u4e00-\u9fff]{2,8}[縣市省區][\u4e00-\u9fff]{0,12}"
)
_POSTCODE = pattern(
    one_of(
        "zip, zip code, zipcode, postal code, postcode, plz, postleitzahl, code postal, código postal, c.p., cp, "
        "郵遞區號, 郵編, "
        "郵政編碼"
    )
    + r"\s?(?:is\s|ist\s|est\s|es\s|:|是|為)?\s?"
    r"(\d{3,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)(?!\w)",
    re.IGNORECASE,
)


def places_in(text: str) -> Iterator[Finding]:
    """The addresses in a plain text."""
    for place in _PLACES:
        yield from found_by(place, text, Sensed.PLACE, place.groups)
    yield from found_by(_VILLAGE, text, Sensed.PLACE, 1)
    yield from found_by(_CHINESE_VILLAGE, text, Sensed.PLACE)
    yield from found_by(_POSTCODE, text, Sensed.PLACE, 1)
