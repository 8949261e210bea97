"""How well one colour is read on another (WCAG 2.2, success criterion 1.4.3), and the nearest one that is."""

import colorsys

ENOUGH = 4.5
WHITE, DARK = "#ffffff", "#10211a"
"""What is written on an accent."""
PAPER_LIGHT, CARD_DARK = "#faf9f6", "#1b201d"
"""What an accent is read on: the ground of pages, and of dark ones what lies on it and is a little lighter."""
STEPS = 200
_Colour = tuple[float, float, float]


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21.

    Args:
        one, other: as `#rrggbb`.
    """
    darker, lighter = sorted((_luminance(_read(one)), _luminance(_read(other))))
    return (lighter + 0.05) / (darker + 0.05)


def on_light(accent: str) -> float:
    """How well an accent is read on light pages, and white on it: the lower of both."""
    return min(ratio(accent, PAPER_LIGHT), ratio(accent, WHITE))


def on_dark(accent: str) -> float:
    """How well an accent is read on dark pages, and what is written on it: the lower of both."""
    return min(ratio(accent, CARD_DARK), ratio(accent, DARK))


def nearest_on_light(accent: str) -> str:
    """The accent itself, or the nearest darker one of the same hue that is read well on light pages."""
    return next(one for one in _shades(accent, towards=0) if on_light(one) >= ENOUGH)


def nearest_on_dark(accent: str) -> str:
    """The accent itself, or the nearest lighter one of the same hue that is read well on dark pages."""
    return next(one for one in _shades(accent, towards=1) if on_dark(one) >= ENOUGH)


def text_on(accent: str) -> str:
    """White or dark, whichever is read better on an accent."""
    return max((WHITE, DARK), key=lambda text: ratio(text, accent))


def _shades(colour: str, towards: int) -> list[str]:
    hue, light, strong = colorsys.rgb_to_hls(*_read(colour))
    steps = (light + (towards - light) * step / STEPS for step in range(STEPS + 1))
    return [colour, *(_written(colorsys.hls_to_rgb(hue, each, strong)) for each in steps)]


def _read(colour: str) -> _Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(colour: _Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
