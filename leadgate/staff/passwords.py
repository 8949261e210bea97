"""Passwords that are easy to guess: common, repeated, run along a keyboard, or made of this site's own words.

NIST SP 800-63B-4, section 3.1.1.2, and OWASP ASVS 5.0, 6.2: length counts, no mix of signs is asked for, and a password
is compared with those that are tried first. The list is read when a password is chosen, and kept in no process.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files

from leadgate.staff.errors import CommonPassword, OwnWordsPassword, PatternedPassword, WeakPassword

SHORTEST = 12
LEFT_OF_IT = 8
"""So many signs have to be left of a password once what anybody can guess is taken out of it."""
SHORTEST_WORD, SHORTEST_RUN = 4, 4
RUNS = (
    "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop "
    "qsdfghjklm wxcvbn 1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgbyhnujmikolp"
).split()
INSTEAD = str.maketrans("0134578@$!", "oleastbasi")
"""Digits and signs that stand for a letter, as everybody who guesses knows, too."""
FAMOUS = frozenset({"correcthorsebatterystaple"})
LONGEST_RUN = max(map(len, RUNS))
_ALONG = tuple(f"{run} {run[::-1]}" for run in RUNS)


def refuse_weak(password: str, own: Iterable[str]) -> None:
    """Refuse a password that is easy to guess.

    Args:
        password: in clear, of any length and any signs.
        own: what whoever knows this site and this person tries first: its name and host, their address.

    Raises:
        WeakPassword: it has fewer than twelve characters.
        PatternedPassword: it repeats itself, or runs along the keyboard, the alphabet or the digits.
        OwnWordsPassword: without the own words too little is left of it.
        CommonPassword: it is one of the most common ones, or a common word with digits, signs or own words around it.
    """
    if len(password) < SHORTEST:
        raise WeakPassword
    plain = _plain(password)
    if _is_patterned(plain):
        raise PatternedPassword
    if len(left := _without(plain, own)) < LEFT_OF_IT:
        raise OwnWordsPassword
    folded = unicodedata.normalize("NFKC", password).casefold()
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    texts = (folded, plain, bare, left, left.strip("0123456789"))
    spelled = {*texts, *(text.translate(INSTEAD) for text in texts)}
    if not (spelled.isdisjoint(FAMOUS) and spelled.isdisjoint(_common())):
        raise CommonPassword


def _plain(text: str) -> str:
    """Letters and digits alone, in small letters; the text itself where it has neither."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum()) or folded


def _is_patterned(text: str) -> bool:
    """Whether it repeats a short part, or is little more than runs and the same sign again and again."""
    sizes = range(1, min(len(text) // 2, SHORTEST - 1) + 1)
    return any(text == (text[:size] * len(text))[: len(text)] for size in sizes) or len(_runs_as_one(text)) < LEFT_OF_IT


def _runs_as_one(text: str) -> str:
    """What is left when each run along the keyboard, and each sign that is repeated, stands for one sign."""
    left = []
    while text:
        size = next(
            (
                n
                for n in range(min(len(text), LONGEST_RUN), SHORTEST_RUN - 1, -1)
                if any(text[:n] in run for run in _ALONG)
            ),
            1,
        )
        left.append(text[0])
        text = text[size:]
    return re.sub(r"(.)\1+", r"\1", "".join(left))


def _without(plain: str, own: Iterable[str]) -> str:
    """What is left of a password without the words of others."""
    words = {_plain(part) for text in own for part in (text, *re.split(r"[\W_]+", text))}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            plain = plain.replace(word, "")
    return plain


def _common() -> frozenset[str]:
    packed = files("leadgate.staff").joinpath("common_passwords.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split())
