"""The blocks of a letter, the same in all its languages: each change makes new wordings of the old ones.

What a block says is each language's own; which blocks there are, and in which order, is the letter's. A block is known
by its key, so that a change in one language, a move and an undo meet the same block.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from msgspec.structs import asdict, replace

from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.letter_editor.errors import NoSuchBlock
from leadgate.letters.types import MOST_BLOCKS, Block, BlockKind, LetterWording

Wordings = Mapping[str, LetterWording]
"""By language, the letter's first one first."""
_KINDS: dict[str, type] = {str(one.__struct_config__.tag): one for one in get_args(Block)}


def kind_of(block: Block) -> BlockKind:
    """Which kind a block is."""
    return BlockKind(str(type(block).__struct_config__.tag))


def blank(kind: str) -> Block:
    """A new block that says nothing yet.

    Raises:
        NoSuchBlock: there is no such kind.
    """
    if kind not in _KINDS:
        raise NoSuchBlock
    made: Block = _KINDS[kind](key=_new_key())
    return made


def _new_key() -> str:
    return new_id().hex[-12:]


def aligned(wordings: Wordings) -> dict[str, LetterWording]:
    """Wordings whose blocks have keys, and in each language are those of the first, in its order.

    Args:
        wordings: as they were kept; those somebody made by a program may have no keys.
    """
    spoken = installation().settings.languages
    named = {language: _with_keys(wordings[language]) for language in sorted(wordings, key=_rank(spoken))}
    first = next(iter(named.values()), LetterWording())
    return {language: _like(one, first.blocks) for language, one in named.items()}


def _rank(spoken: Iterable[str]) -> Callable[[str], tuple[int, str]]:
    order = {tag: at for at, tag in enumerate(spoken)}
    return lambda tag: (order.get(tag, len(order)), tag)


def _with_keys(wording: LetterWording) -> LetterWording:
    blocks = (replace(one, key=one.key or f"b{at}") for at, one in enumerate(wording.blocks))
    return replace(wording, blocks=tuple(blocks))


def _like(wording: LetterWording, blocks: Iterable[Block]) -> LetterWording:
    mine = {(one.key, type(one)): one for one in wording.blocks}
    return replace(wording, blocks=tuple(mine.get((one.key, type(one)), _wordless(one)) for one in blocks))


def _wordless(block: Block) -> Block:
    """A block in a language that says nothing of it yet: where it leads and what it shows is the same in all."""
    known = {name: value for name, value in asdict(block).items() if name not in _WORDS}
    made: Block = type(block)(**known)
    return made


_WORDS = {"text", "label", "alt", "who", "title", "when", "where"}


def keys(wordings: Wordings) -> list[str]:
    """The keys of all blocks, in their order."""
    return [one.key for one in next(iter(wordings.values()), LetterWording()).blocks]


def blocks_of(wordings: Wordings, key: str) -> dict[str, Block]:
    """One block in each language.

    Raises:
        NoSuchBlock: it is not there any more.
    """
    found = {tag: one for tag, wording in wordings.items() for one in wording.blocks if one.key == key}
    if not found:
        raise NoSuchBlock
    return found


def with_blocks(wordings: Wordings, made: Mapping[str, Block] | Block, *, after: str = "") -> dict[str, LetterWording]:
    """With one block more, behind another one, or at the end.

    Args:
        wordings: what there is.
        made: the block, or what it says in each language.
        after: the key of the one before it.
    """
    there = keys(wordings)
    if len(there) >= MOST_BLOCKS:
        return dict(wordings)
    at = there.index(after) + 1 if after in there else len(there)
    return {
        tag: _of(one, (*one.blocks[:at], made[tag] if isinstance(made, Mapping) else made, *one.blocks[at:]))
        for tag, one in wordings.items()
    }


def copied(wordings: Wordings, key: str) -> tuple[dict[str, LetterWording], str]:
    """With a block a second time, right behind the first; and the key of the second."""
    new = _new_key()
    return with_blocks(
        wordings, {tag: replace(one, key=new) for tag, one in blocks_of(wordings, key).items()}, after=key
    ), new


def changed(wordings: Wordings, said: Mapping[str, Block]) -> dict[str, LetterWording]:
    """With other blocks of the same keys in some languages."""
    return {
        tag: _of(one, (said[tag] if tag in said and said[tag].key == block.key else block for block in one.blocks))
        for tag, one in wordings.items()
    }


def without(wordings: Wordings, key: str) -> dict[str, LetterWording]:
    """Without a block."""
    return {tag: _of(one, (block for block in one.blocks if block.key != key)) for tag, one in wordings.items()}


def placed(wordings: Wordings, key: str, place: int) -> dict[str, LetterWording]:
    """With a block at a place, counted without itself; past the end is the end."""
    gone, found = without(wordings, key), blocks_of(wordings, key)
    place = max(place, 0)
    return {
        tag: _of(one, (*one.blocks[:place], found[tag], *one.blocks[place:])) if tag in found else one
        for tag, one in gone.items()
    }


def moved(wordings: Wordings, key: str, by: int) -> dict[str, LetterWording]:
    """With a block one place up or down; at either end it stays."""
    there = keys(wordings)
    if key not in there:
        raise NoSuchBlock
    return placed(wordings, key, there.index(key) + by)


def _of(wording: LetterWording, blocks: Iterable[Block]) -> LetterWording:
    return replace(wording, blocks=tuple(blocks))
