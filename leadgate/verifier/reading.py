"""The one strict reader: a document is read only if nobody could read it in another way."""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

Document = dict[str, Any]
Kind = TypeVar("Kind")
SHORTEST_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")


class Unreadable(ValueError):
    """The bytes are not a document of this kind, or are one in another spelling than the one that is handed out."""


def canonical(document: Mapping[str, object]) -> bytes:
    """The spelling that is hashed and signed: sorted names, no spaces, UTF-8 (as RFC 8785 for strings and integers)."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def written(document: Mapping[str, object]) -> str:
    """The spelling in which a document is handed out, to the byte: as `canonical`, on lines of their own."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read(content: bytes) -> Document:
    """The document in a file.

    Raises:
        Unreadable: not UTF-8, not one JSON object (RFC 8259), a member twice, a fraction, something before or behind
            it, or any other spelling than `written` gives it.
    """
    return _read(content, lambda document: written(document).encode())


def read_line(content: bytes) -> Document:
    """The document on one line of a file of many; the line break at its end belongs to it.

    Raises:
        Unreadable: as `read`, with the spelling of `canonical`.
    """
    return _read(content, lambda document: canonical(document) + b"\n")


def _read(content: bytes, spelling: Callable[[Document], bytes]) -> Document:
    try:
        document = json.loads(
            content.decode(), object_pairs_hook=_once_each, parse_float=_refused, parse_constant=_refused
        )
        if not isinstance(document, dict):
            raise Unreadable("It is no JSON object.")
        same = spelling(document)
    except Unreadable:
        raise
    except (ValueError, RecursionError) as damage:
        raise Unreadable("It is not JSON in UTF-8.") from damage
    if same != content:
        at = _first_difference(content, same)
        raise Unreadable(f"It was changed at byte {at}, or written in another way than we write it.")
    return document


def _once_each(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise Unreadable("A member stands in it twice.")
    return document


def _refused(text: str) -> NoReturn:
    raise Unreadable(f"{text} is no number a document has.")


def _first_difference(one: bytes, other: bytes) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def member(document: object, name: str, kind: type[Kind]) -> Kind:
    """One member of a document, of exactly this type (`True` is no number).

    Raises:
        Unreadable: it is missing, or of another type.
    """
    found = document.get(name) if isinstance(document, dict) else None
    if not isinstance(found, kind) or isinstance(found, bool):
        raise Unreadable(f"{name} is missing or of the wrong type.")
    return found


def from_hex(text: object, count: int) -> bytes:
    """So many bytes from lower-case hexadecimal digits.

    Raises:
        Unreadable: it is anything else.
    """
    if not isinstance(text, str) or not re.fullmatch(f"[0-9a-f]{{{2 * count}}}", text):
        raise Unreadable(f"{count} bytes in hexadecimal are missing.")
    return bytes.fromhex(text)


def from_base64(text: str, count: int) -> bytes:
    """So many bytes from base64.

    Raises:
        Unreadable: it is anything else.
    """
    found = any_base64(text)
    if len(found) != count:
        raise Unreadable(f"{count} bytes in base64 are missing.")
    return found


def any_base64(text: str) -> bytes:
    """The bytes in base64 (RFC 4648 section 4), in its one spelling.

    Raises:
        Unreadable: it is anything else.
    """
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as damage:
        raise Unreadable("It is not base64.") from damage
    if base64.b64encode(found).decode() != text:
        raise Unreadable("It is not base64 in its one spelling.")
    return found


def from_decimal(text: str) -> int:
    """A whole number of up to 18 ASCII digits, without leading zeros.

    Raises:
        Unreadable: it is anything else.
    """
    if not SHORTEST_NUMBER.fullmatch(text):
        raise Unreadable("A whole number is missing.")
    return int(text)
