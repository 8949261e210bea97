"""What the pages of settings offer and show."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from flask_babel import get_locale

from leadgate.foundation.configuration.choices import can_be

NO_TOWNS = ("Etc/", "posix/", "right/")
COLOURS = {"accent": "LEADGATE_ACCENT", "accent_dark": "brand.accent_dark"}


def countries() -> list[tuple[str, str]]:
    """Countries whose holidays are known: codes (ISO 3166-1, of two letters), and names for the reader."""
    names = (get_locale() or Locale("en")).territories
    return sorted(((code, names.get(code, code)) for code in _known_countries()), key=lambda one: one[1])


@cache
def _known_countries() -> tuple[str, ...]:
    from holidays.registry import COUNTRIES

    # Of a country that goes by several codes the first is the one of ISO 3166-1; UK is none.
    firsts = (next((code for code in codes if len(code) == 2), "") for _names, *codes in COUNTRIES.values())
    return tuple({code for code in firsts if code})


@cache
def zones() -> tuple[str, ...]:
    """Time zones that bear the name of a town, and UTC."""
    towns = (name for name in available_timezones() if "/" in name and not name.startswith(NO_TOWNS))
    return ("UTC", *sorted(towns))


def colours(asked: Mapping[str, str]) -> str:
    """A style sheet with the colours of a preview.

    Args:
        asked: colours by the names of fields; what is none is passed over.
    """
    found = {field: asked.get(field, "") for field, name in COLOURS.items() if can_be(name, asked.get(field, ""))}
    found = {field: colour or ("initial" if field in asked else "") for field, colour in found.items()}  # not ours
    given = "".join(f"--{field.replace('_', '-')}:{colour};" for field, colour in found.items() if colour)
    return f".preview{{{given}}}"
