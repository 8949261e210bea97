"""Which words of an answer are denied as what it was about: "it was not the price" says nothing for the price.

Not every "not" denies what stands beside it: who does not know what to charge has a question about prices. Looked for
is what says that something was *not it*: "was not …", "not because of …", "… did not matter", 「不是…」, 「跟…無關」.
What is denied is another word than the same one said, as sentiment analysis does it (Das & Chen 2001).
"""

from collections.abc import Iterator, Sequence

IS = frozenset("is was are were be been ist war sind waren est était sont fue era es son".split())
IS_NOT = frozenset("isn't wasn't aren't weren't 不是 并非 並非 不算".split())
NOT = frozenset("not never no nicht kein keine keinen nie pas jamais".split())
OPEN = frozenset(
    "only just merely simply sure certain clear aware able easy enough good great bad cheap nur sicher klar"
    " seulement sûr solo seguro 仅 僅 只 但".split()
)
"""After "was not" these deny nothing: "not only the price", "was not sure about the price", "it was not cheap"."""
FOR = frozenset("because for due about wegen por 因为 因為 由于 由於 为了 為了".split())
DO = frozenset("did does do would".split())
DO_NOT = frozenset("didn't doesn't don't wouldn't".split())
MATTER = frozenset("matter care count decide influence play bother sway convince interest".split())
NO_MATTER = frozenset("无关 無關 无关紧要 無關緊要 irrelevant unimportant egal".split())
ENDS = frozenset("but however though although yet instead sondern mais sino 但 但是 可是 不过 不過 而是 却 卻".split())
REACH_BACK = 4
"""So many words before "was not" it can be about."""


def denied(words: Sequence[str | None]) -> Iterator[bool]:
    """Of each word of an answer, whether it is denied.

    Args:
        words: in their order, in small letters and with plain apostrophes; None where a clause ends by its punctuation.
    """
    found = [False] * len(words)
    onward = False
    for at, word in enumerate(words):
        if word is None or word in ENDS:
            onward = False
            continue
        found[at] = onward
        forth, back = _denies(words, at)
        onward = onward or forth
        if back:
            for before in _before(words, at):
                found[before] = True
    yield from found


def _denies(words: Sequence[str | None], at: int) -> tuple[bool, bool]:
    """Whether a word denies what follows it, and what stands before it."""
    word, before = words[at] or "", (words[at - 1] or "") if at else ""
    following = (words[at + 1] or "") if at + 1 < len(words) else ""
    if word in NO_MATTER:
        return False, True
    is_not = word in IS_NOT or (word in NOT and before in IS)
    if is_not or (word in NOT and following in IS):
        return (False, False) if following in OPEN else (True, following not in FOR)
    if word in NOT and following in FOR:
        return True, False
    if word in DO_NOT or (word in NOT and before in DO):
        return False, following in MATTER
    return word == "nothing" and list(words[at + 1 : at + 4]) == ["to", "do", "with"], False


def _before(words: Sequence[str | None], at: int) -> Iterator[int]:
    for before in range(at - 1, max(-1, at - 1 - REACH_BACK), -1):
        if words[before] is None or words[before] in ENDS:
            return
        yield before
