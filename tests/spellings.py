"""How what should be nowhere could stand somewhere without being seen at first sight."""

from base64 import b64encode


def spellings(word: str) -> set[bytes]:
    """How a word could stand in bytes without being seen at first sight."""
    found = {word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode().hex().encode()}
    for shift in range(3):
        coded = b64encode(b"." * shift + word.encode())
        found.add(coded[4 if shift else 0 :].rstrip(b"=")[:-1])
    return found
