"""How well one colour is read on another (WCAG 2.2, success criterion 1.4.3), and the nearest one that is."""

from collections.abc import Iterator

ENOUGH = 4.5
WHITE, DARK, DARKEST = "#ffffff", "#10211a", "#000000"
"""What is written on an accent."""
PAPER_LIGHT, CARD_DARK = "#faf9f6", "#1b201d"
"""What an accent is read on: the ground of pages, and of dark ones what lies on it and is a little lighter."""
STEPS = 200
OF_ACCENT = 0.45
"""How much of the accent of dark pages is that of light ones, where none was chosen; the rest is white."""
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
    """The accent itself, or the nearest darker one that is read well on light pages."""
    return next(one for one in _shades(accent, towards=0) if on_light(one) >= ENOUGH)


def nearest_on_dark(accent: str) -> str:
    """The accent itself, or the nearest lighter one that is read well on dark pages."""
    return next(one for one in _shades(accent, towards=1) if on_dark(one) >= ENOUGH)


def mixed_on_dark(accent: str) -> str:
    """What style sheets make of an accent for dark pages: `color-mix(in oklab, … 45%, #fff)`."""
    parts = zip(_to_oklab(_read(accent)), _to_oklab(_read(WHITE)), strict=True)
    light, green_red, blue_yellow = (OF_ACCENT * mine + (1 - OF_ACCENT) * white for mine, white in parts)
    return _written(_from_oklab((light, green_red, blue_yellow)))


def text_on(accent: str) -> str:
    """White or dark, whichever is read better on an accent."""
    return max((WHITE, DARK), key=lambda text: ratio(text, accent))


def _shades(colour: str, towards: int) -> Iterator[str]:
    """The colour, and others that differ from it by lightness alone, as eyes see it (OKLab)."""
    yield colour
    light, green_red, blue_yellow = _to_oklab(_read(colour))
    for step in range(STEPS + 1):
        yield _written(_from_oklab((light + (towards - light) * step / STEPS, green_red, blue_yellow)))
    yield (DARKEST, WHITE)[towards]


def _to_oklab(colour: _Colour) -> _Colour:
    red, green, blue = map(_linear, colour)
    cones = (
        0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
        0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
        0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
    )
    long, middle, short = (one ** (1 / 3) for one in cones)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(colour: _Colour) -> _Colour:
    light, green_red, blue_yellow = colour
    long = (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _shown(red), _shown(green), _shown(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _shown(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _read(colour: str) -> _Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(colour: _Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _luminance(colour: _Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
