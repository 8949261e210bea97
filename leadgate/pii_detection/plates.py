"""Number plates: what only looks like one counts where a vehicle is spoken of, the Chinese ones everywhere."""

import re
from collections.abc import Iterator

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import found_by, listed, pattern

_PROVINCES = "京津滬渝冀豫雲遼黑湘皖魯新蘇浙贛鄂桂甘晉蒙陝吉閩貴粵青藏川寧瓊"
_CHINESE = pattern(rf"[{_PROVINCES}][A-HJ-Z][ ·•.-]?(?=[A-Z]{{0,5}}\d)[A-Z0-9]{{5,6}}(?!\w)")
_SHAPED = pattern(
    r"(?<![\w-])(?:"
    r"[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|"  # Great Britain
    r"[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}|\d{1,4} [A-Z]{2,3} \d{2}|"  # France, Italy, Argentina
    r"[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}[EH]?|"  # Germany
    r"[A-Z]{1,2}[- ]\d{1,5}[- ]?[A-Z]{1,3}|[A-Z]{2}[- ·]?\d{1,3}[ '.]?\d{3}|"  # Austria, Switzerland
    r"\d{4}[ -]?[B-DF-HJ-NP-TV-Z]{3}|[A-Z]{1,2}[ -]\d{4}[ -][A-Z]{1,2}|"  # Spain
    r"[A-Z]{2,4}-?\d{3,4}|\d{3,4}-[A-Z0-9]{2}|[A-Z0-9]{2}-\d{4}|"  # Taiwan, Hong Kong, Colombia
    r"[A-Z]{3}-\d{2,3}-[A-Z0-9]{1,2}|[A-Z]{4}[- ·]\d{2}|[A-Z]{2} \d{3} [A-Z]{2}|"  # Mexico, Chile
    r"\d[A-Z]{3}\d{3}|\d-[A-Z]{3}-\d{3}|\d{2,3}-[A-Z]{1,2}-\d{1,6}"  # California, Belgium, Ireland
    r")(?![\w-])"
)
_VEHICLE = pattern(listed("vehicles"), re.IGNORECASE)
_NEAR = 80


def plates_in(text: str) -> Iterator[Finding]:
    """The number plates in a plain text."""
    yield from found_by(_CHINESE, text, Sensed.VEHICLE)
    if _VEHICLE.search(text):
        yield from (
            Finding(*found.span(), Sensed.VEHICLE)
            for found in _SHAPED.finditer(text)
            if _VEHICLE.search(text, max(0, found.start() - _NEAR), min(len(text), found.end() + _NEAR))
        )
