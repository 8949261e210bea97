"""Numbers as people type them: with the signs for thousands and decimals of their language, or of another one."""

import re
from decimal import Decimal

from babel.numbers import get_decimal_symbol
from flask_babel import format_decimal, get_locale, gettext

from leadgate.foundation.web.forms import tidy
from leadgate.questions.errors import NotAnAnswer

LARGEST = 10**12
DECIMALS = 6
_MINUS_SIGNS = dict.fromkeys(map(ord, "\u2212\u2013\uff0d"), "-")
_FULL_WIDTH = {0xFEE0 + ord(sign): sign for sign in "+,."}
ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០᠐０"
"""The zero of each way of writing digits; the others follow it. `survey.js` reads by these rules, too."""
_DIGITS = {ord(zero) + digit: str(digit) for zero in ZEROS for digit in range(10)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")
_AS_TYPED = _MINUS_SIGNS | _FULL_WIDTH | _DIGITS | _SPACES | {0x2019: "'"}
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?P<sign>[ ',.])\d{3}(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)


def read_number(text: str) -> int | float | None:
    """A number as people of any language type it; None for nothing typed.

    What can only be read one way is read that way: `1 234,5`, `1'234.5`, `1.234,5`, `12,5`. What could be both, `1,234`
    and `1.234`, is read as the language of the page writes numbers (Unicode CLDR).

    Raises:
        NotAnAnswer: it is none, or none that a computer can hold exactly enough.
    """
    number = read_decimal(text)
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def read_decimal(text: str) -> Decimal | None:
    """The same number to its last decimal.

    Raises:
        NotAnAnswer: it is none, or none that a computer can hold exactly enough.
    """
    typed = tidy(text).translate(_AS_TYPED)
    if not typed:
        return None
    plain = _with_point(typed)
    if not _PLAIN.fullmatch(plain) or abs(number := Decimal(plain)) > LARGEST:
        raise NotAnAnswer(gettext("Please type a number."))
    return round(number, DECIMALS)


def _with_point(typed: str) -> str:
    """Digits with a point before the decimals, and no other sign between them."""
    decimal = get_decimal_symbol(get_locale())
    grouped = _THOUSANDS.fullmatch(typed)
    if grouped and not _is_decimal(grouped["sign"], typed, decimal):
        typed = typed.replace(grouped["sign"], "")
    return typed.replace(",", ".") if typed.count(",") == 1 and "." not in typed else typed


def _is_decimal(sign: str, typed: str, decimal: str) -> bool:
    """Whether the only sign there is stands before decimals."""
    return sign == decimal and len(re.findall(r"\D", typed.lstrip("+-"))) == 1


def plain_number(number: float) -> str:
    """A number as the reader's language writes it, to as many decimals as there are."""
    return str(format_decimal(number, "#,##0.######"))
