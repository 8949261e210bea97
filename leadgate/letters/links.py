"""Links of a letter that lead to this site's own landing pages: they say from which letter one comes, and nothing else.

Nobody is followed: all readers have the same link, which leads where it says, and whatever leads elsewhere stays as it
was typed.
"""

import re
from typing import Any
from urllib.parse import urlencode

from msgspec.structs import asdict, replace

from leadgate.analytics.sources import origin_named, parameters_of
from leadgate.letters.types import Block, LetterWording

ADDRESSES = ("url", "link")


def origin_of_letter(slug: str) -> str:
    """As what visits by a letter are counted.

    Args:
        slug: the letter's.
    """
    return origin_named(f"letter|email|{slug}")


def with_origin(wording: LetterWording, base_url: str, slug: str) -> LetterWording:
    """A wording whose links to landing pages say from which letter one comes.

    Args:
        wording: as it was written.
        base_url: of this site.
        slug: the letter's.
    """
    said = urlencode(parameters_of(origin_of_letter(slug)))
    page = re.compile(rf"{re.escape(base_url)}/a/[A-Za-z0-9._~-]+(?![A-Za-z0-9._~/?#-])")
    return replace(wording, blocks=tuple(_linked(block, page, said) for block in wording.blocks))


def _linked(block: Block, page: re.Pattern[str], said: str) -> Block:
    texts = {name: value for name, value in asdict(block).items() if isinstance(value, str)}
    linked: dict[str, Any] = {
        name: page.sub(lambda found: f"{found[0]}?{said}", value)
        for name, value in texts.items()
        if name in (*ADDRESSES, "text")
    }
    return replace(block, **linked)
