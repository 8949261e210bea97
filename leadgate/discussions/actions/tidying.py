"""Tidying: what lies in the store and on no post goes, and no name there says who wrote a post."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from leadgate.discussions.actions.attaching import FOLDER, NONCE_BYTES, TAG_BYTES
from leadgate.discussions.models import GoingFile, PostFile
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.foundation.ids import moment_of, new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.erasure_engine import Owners

LEFT_ALONE = timedelta(hours=1)
"""So long a file without a row may belong to a post that is being written."""
AT_ONCE = 500
RENAMED_AT_ONCE = 100
"""A store that is far away copies so many within a minute."""


def tidy() -> int:
    """Take what belongs to no post out of the store; answers how many files went."""
    names = [name for name, _size in installation().storage.files(FOLDER)]
    before, gone = clock.now() - LEFT_ALONE, 0
    for some in _batches(names):
        old = [name for name in set(some) - _known(some) if (made := _made_at(name)) and made < before]
        gone += _take_out(old)
    _drop_empty_folders()
    return gone


def _made_at(name: str) -> datetime | None:
    """When a file was put into the store; None for what somebody else has put there, which is theirs."""
    try:
        return moment_of(UUID(name.rpartition("/")[2]))
    except (ValueError, OverflowError):
        return None


@action
def note_going(owners: Owners) -> None:
    """Write down which files these people have on posts: once their rows are gone, nothing in the store says so.

    Args:
        owners: ids, or a query for them.
    """
    noted = select(GoingFile.stored_as)
    theirs = select(PostFile.stored_as).where(PostFile.subject_id.in_(owners), PostFile.stored_as.not_in(noted))
    session().execute(insert(GoingFile).from_select(["stored_as"], theirs))


def forget(_people: Sequence[UUID]) -> int:
    """Take out of the store what erased people had on posts, but for what a hold keeps; answers how many files went."""
    gone = 0
    for some in _batches(session().scalars(select(GoingFile.stored_as)).all()):
        free = sorted(set(some) - _known(some))
        gone += _take_out(free)
        _strike(free)
    _drop_empty_folders()
    return gone


@action
def _strike(names: Sequence[str]) -> None:
    session().execute(delete(GoingFile).where(GoingFile.stored_as.in_(names)))


def rename_old() -> int:
    """Give files from before names said nothing new names, some at once; answers how many rows have one now.

    Whoever is killed on the way leaves a file twice, and one of them is on no post.
    """
    old = select(PostFile.id, PostFile.stored_as, PostFile.size).where(PostFile.stored_as.like(f"{FOLDER}/%/%"))
    return sum(_rename(*row) for row in session().execute(old.limit(RENAMED_AT_ONCE)).all())


def _rename(file: UUID, name: str, size: int) -> int:
    storage, new = installation().storage, f"{FOLDER}/{new_id().hex}"
    try:
        storage.put(new, BytesIO(b"".join(storage.read(name, 0, NONCE_BYTES + size + TAG_BYTES))))
    except FileMissing:
        if storage.has(name):
            return 0
        # It was lost before; the row shall not name anybody all the same.
    renamed = _name(file, name, new)
    storage.delete(name if renamed else new)
    _drop_empty_folders()
    return renamed


@action
def _name(file: UUID, old: str, new: str) -> int:
    mine = update(PostFile).where(PostFile.id == file, PostFile.stored_as == old)
    return session().execute(mine.values(stored_as=new)).rowcount  # type: ignore[attr-defined, no-any-return]


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))


def _known(names: Sequence[str]) -> set[str]:
    """Those of these names that are of files on posts."""
    return set(session().scalars(select(PostFile.stored_as).where(PostFile.stored_as.in_(names))))


def _take_out(names: Sequence[str]) -> int:
    for name in names:
        installation().storage.delete(name)
    return len(names)


def _drop_empty_folders() -> None:
    """Older versions made one for each person, and named it by their id."""
    folder = installation().storage.folder
    for empty in (folder / FOLDER).glob("*/") if folder else ():
        with suppress(OSError):  # something lies in it
            empty.rmdir()
