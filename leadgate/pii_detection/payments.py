"""Payment cards and accounts: the length and first digits of a card's network, the check digits of both."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import digits_of, found_by, one_of, pattern

_RUN = pattern(r"\d+(?:[ \-./_]{1,2}\d+)*")
_GROUP = pattern(r"\d+")
_NETWORK = pattern(
    r"4(?:\d{15}|\d{18})|"  # Visa
    r"(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|"  # Mastercard
    r"3[47]\d{13}|"  # American Express
    r"3(?:0[0-5]|[68]\d)\d{11}|"  # Diners
    r"(?:6011|64[4-9]\d|65\d{2}|62\d{2}|35(?:2[89]|[3-8]\d))\d{12}|62\d{15,17}|"  # Discover, UnionPay, JCB
    r"(?:50|5[6-9]|6[0-9])\d{14}"  # Maestro
)
_FIRST_DIGITS = "23456"
_LONGEST = 19
_SHORTEST_GROUP = 3
_OF_A_PARCEL = pattern(
    one_of(
        "order, order no, tracking, parcel, sku, isbn, ean, barcode, item, invoice, bestell*, sendung*, paket*, "
        "artikel*, "
        "rechnung*, auftrag*, commande, colis, suivi, facture, référence, pedido, seguimiento, envío, paquete, "
        "factura, "
        "訂單, 單號, 條碼, 快遞, 物流, 貨號, 發票"
    )
    + r"[^\d\n]{0,16}$",
    re.IGNORECASE,
)
_BEFORE = 32
_CARD_WORD = one_of(
    "card, credit card, debit card, visa, mastercard, amex, karte, kreditkarte, ec-karte, carte, "
    "carte bleue, cb, tarjeta, "
    "visa card, charged, debited, abgebucht, débité*, débitée, prélevé*, cobr*, cargaron, 卡號, 信用卡, 銀行卡, "
    "儲蓄卡, 刷卡, 扣款"
)
_BESIDE_A_WORD = pattern(
    rf"{_CARD_WORD}[^\d\n]{{0,24}}((?:[2-6]\d{{3}})(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{3}})?|"
    rf"3\d{{3}}[ -]?\d{{6}}[ -]?\d{{5}})(?!\d)",
    re.IGNORECASE,
)
_REMITTED = pattern(
    one_of("匯, 匯到, 匯款, 轉帳, 轉賬, 退款, 退到, 打到, 打款, 銀行, 郵局, 招行, 工行, 建行, 農行, 中行, 交行")
    + r"[^\d\n]{0,12}((?:\d{3}[ ,-]{1,2})?\d{4,}(?:[ -]\d{3,}){0,5})(?!\d)"
)
_FEWEST_OF_ACCOUNT = 10
_IBAN_SHAPE = pattern(
    r"(?<![A-Z0-9])(?:GB\d{2}(?: [A-Z]{4})(?: \d{4}){3} \d{2}|DE\d{2}(?: \d{4}){4} \d{2}|"
    r"FR\d{2}(?: [A-Z0-9]{4}){5} [A-Z0-9]{3}|"
    r"ES\d{2}(?: \d{4}){5}|AT\d{2}(?: \d{4}){4}|CH\d{2}(?: [A-Z0-9]{4}){4} [A-Z0-9]|BE\d{2}(?: \d{4}){3}|"
    r"IT\d{2} [A-Z]\d{3}(?: [A-Z0-9]{4}){5} [A-Z0-9]{3}|NL\d{2} [A-Z]{4}(?: \d{4}){2} \d{2}|"
    r"LU\d{2}(?: [A-Z0-9]{4}){4})(?![A-Z0-9])"
)
_IBAN_STARTS = pattern(r"(?<![A-Z0-9])[A-Z]{2}[ -]?\d{2}(?=[ -]?[A-Z0-9]{4})", re.IGNORECASE)
_IBAN_LENGTHS = range(15, 35)


def payments_in(text: str) -> Iterator[Finding]:
    """The numbers of cards and accounts in a plain text."""
    for run in _RUN.finditer(text):
        yield from _cards(text, run)
    yield from found_by(_BESIDE_A_WORD, text, Sensed.CARD, 1)
    yield from found_by(
        _REMITTED, text, Sensed.ACCOUNT, 1, lambda written: len(digits_of(written)) >= _FEWEST_OF_ACCOUNT
    )
    yield from found_by(_IBAN_SHAPE, text, Sensed.ACCOUNT)
    for start in _IBAN_STARTS.finditer(text):
        yield from _account(text, start.start())


def _cards(text: str, run: re.Match[str]) -> Iterator[Finding]:
    """The cards in a run of digits; what follows one, its expiry or the next card, is looked past."""
    groups = list(_GROUP.finditer(text, run.start(), run.end()))
    first = 0
    while first < len(groups):
        last = _last_of_card(groups, first)
        if last is not None and not _OF_A_PARCEL.search(text, max(0, run.start() - _BEFORE), groups[first].start()):
            yield Finding(groups[first].start(), groups[last].end(), Sensed.CARD)
        first = first + 1 if last is None else last + 1


def _last_of_card(groups: list[re.Match[str]], first: int) -> int | None:
    """The group of digits in which a card ends that begins with a group; a card is written in one way throughout."""
    digits = ""
    sizes: list[int] = []
    for last in range(first, len(groups)):
        digits += groups[last][0]
        sizes.append(len(groups[last][0]))
        if len(digits) > _LONGEST or digits[0] not in _FIRST_DIGITS:
            return None
        even = len(set(sizes)) == 1 or min(sizes[:-1]) >= _SHORTEST_GROUP
        if even and _NETWORK.fullmatch(digits) and luhn.is_valid(digits):
            return last
    return None


def _account(text: str, start: int) -> Iterator[Finding]:
    """An account that begins there, however long its country writes it (ISO 13616)."""
    places = []
    for place in range(start, min(start + 2 * _IBAN_LENGTHS.stop, len(text))):
        if text[place].isascii() and text[place].isalnum():
            places.append(place)
        elif text[place] not in " -":
            break
    written = "".join(text[place] for place in places[: _IBAN_LENGTHS.stop - 1])
    for length in _lengths_that_check(written):
        if iban.is_valid(written[:length]):
            yield Finding(start, places[length - 1] + 1, Sensed.ACCOUNT)


def _lengths_that_check(written: str) -> list[int]:
    """At which lengths the two check digits are right (ISO 7064, mod 97); all the rest is dearer to ask."""
    first = "".join(str(int(sign, 36)) for sign in written[:4])
    right, rest = [], 0
    for length, sign in enumerate(written[4:], 5):
        rest = int(f"{rest}{int(sign, 36)}") % 97
        if length in _IBAN_LENGTHS and int(f"{rest}{first}") % 97 == 1:
            right.append(length)
    return right
