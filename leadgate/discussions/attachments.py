"""Files on posts, for those who may read the post."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Select, select

from leadgate.discussions.actions.attaching import NONCE_BYTES, TAG_BYTES
from leadgate.discussions.models import Post, PostFile, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation.db import session
from leadgate.foundation.files.store_errors import FileMissing
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a reader sees it."""

    id: UUID
    name: str
    shows: str
    media_type: str
    size: int
    """Bytes."""
    width: int | None
    height: int | None

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the page."""
        return self.width is not None


def of_posts(posts: Iterable[UUID]) -> dict[UUID, list[Attached]]:
    """The files on posts somebody may read, by post, in the order they were attached."""
    mine = select(PostFile).where(PostFile.post_id.in_(list(posts))).order_by(PostFile.id)
    rows, found = session().scalars(mine).all(), defaultdict(list)
    keys = installation().vault.keys_of({row.subject_id for row in rows})
    for row in rows:
        if row.subject_id in keys:
            found[row.post_id].append(_shown(row, keys[row.subject_id]))
    return found


def file(group: UUID, file_id: UUID, reader: UUID | None) -> tuple[Attached, bytes] | None:
    """A file and its bytes, for who may read the post it hangs on: a moderator every one, a member what is shown.

    Raises:
        FileMissing: the store has lost it.
    """
    row = session().scalar(_readable(group, reader).where(PostFile.id == file_id))
    key = installation().vault.keys_of([row.subject_id]).get(row.subject_id) if row else None
    return (_shown(row, key), _bytes(row, key)) if row and key else None


def _readable(group: UUID, reader: UUID | None) -> Select[PostFile]:
    mine = select(PostFile).join(Post, Post.id == PostFile.post_id).join(Thread, Thread.id == Post.thread_id)
    mine = mine.where(Thread.group_id == group)
    return mine.where((Post.standing == PostStatus.SHOWN) | (Post.author_id == reader)) if reader else mine


def uploaded_by(person: UUID) -> Iterator[tuple[str, bytes]]:
    """Everything somebody uploaded, as a name and bytes; what the store has lost is left out."""
    rows: Sequence[PostFile] = session().scalars(select(PostFile).where(PostFile.subject_id == person)).all()
    if not rows:
        return
    key = installation().vault.key_of(person)
    for row in rows:
        try:
            yield f"{row.id.hex[-8:]}-{_shown(row, key).name}", _bytes(row, key)
        except FileMissing:
            continue


def _shown(row: PostFile, key: PersonKey) -> Attached:
    return Attached(
        row.id,
        key.open(PostFile.name, row.id, row.name),
        key.open(PostFile.shows, row.id, row.shows) if row.shows else "",
        row.media_type,
        row.size,
        row.width,
        row.height,
    )


def _bytes(row: PostFile, key: PersonKey) -> bytes:
    lies = installation().storage.read(row.stored_as, 0, NONCE_BYTES + row.size + TAG_BYTES)
    sealed = b"".join(lies)
    cipher = AESGCM(bytes.fromhex(key.open(PostFile.key, row.id, row.key)))
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], row.id.bytes)
