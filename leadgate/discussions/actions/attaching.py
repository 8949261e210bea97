"""Attaching: files and pictures to a post. Bytes go to the store first, sealed; rows that know the keys follow.

Whatever lies in the store without a row (the post was refused, taken down, erased) cannot be read by anybody, and is
taken away (`tidying`). No name in the store says whose a file is: what stays without a name would have it there.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from leadgate.discussions.errors import NoSuchPost, TooManyFiles
from leadgate.discussions.models import Post, PostFile
from leadgate.foundation.db import action, session
from leadgate.foundation.files import pictures
from leadgate.foundation.files.errors import FileTooLarge
from leadgate.foundation.files.kinds import recognise
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.limits import Limit, spend

FOLDER = "posts"
MOST_FILES = 4
MOST_BYTES = 10_000_000
UNPACKED_TIMES = 20
NONCE_BYTES, TAG_BYTES = 12, 16
PER_MEMBER = Limit("post-file/member", 40, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it comes in."""

    file: BinaryIO
    name: str
    shows: str = ""
    """What can be seen in it, for those who see no pictures."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in the store, sealed, and belongs to no post yet."""

    id: UUID
    stored_as: str
    key: bytes
    name: str
    shows: str
    media_type: str
    size: int
    width: int | None
    height: int | None


def keep(uploads: Sequence[Upload], *, by: UUID) -> list[StoredFile]:
    """Put files into the store, pictures drawn anew.

    Args:
        uploads: as they were sent, in the order they will stand in.
        by: whose haste is counted: the membership, or the member of staff.

    Returns:
        What `attach` hangs on a post, in the same order.

    Raises:
        TooManyFiles: more than one post takes.
        FileTooLarge: one of them has more bytes than are taken.
        FileRefused: one of them is empty, of no kind that is taken, not what its name says, or a broken picture.
        TooMany: more than forty files within an hour.
        StorageFull: the store does not take one.
    """
    if len(uploads) > MOST_FILES:
        raise TooManyFiles
    return [_keep(one, by) for one in uploads]


def _keep(upload: Upload, by: UUID) -> StoredFile:
    spend((PER_MEMBER, str(by)))
    content = upload.file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES)
    known = recognise(BytesIO(content), upload.name, unpacked_limit=MOST_BYTES * UNPACKED_TIMES)
    media_type, name, width, height = known.media_type, known.name, None, None
    if media_type.startswith("image/"):
        content, width, height = pictures.drawn_anew(content)
        media_type, name = pictures.MEDIA_TYPE, f"{name.rpartition('.')[0]}.webp"
    new, key = new_id(), AESGCM.generate_key(256)
    stored_as, nonce = f"{FOLDER}/{new.hex}", os.urandom(NONCE_BYTES)
    installation().storage.put(stored_as, BytesIO(nonce + AESGCM(key).encrypt(nonce, content, new.bytes)))
    return StoredFile(new, stored_as, key, name, upload.shows, media_type, len(content), width, height)


def attach(post: Post, key: PersonKey, files: Sequence[StoredFile]) -> None:
    """Hang files that are kept on a post, inside the act at work.

    Args:
        post: which is written already.
        key: of whose post it is.
        files: as `keep` answered them.
    """
    for one in files:
        row = PostFile(
            id=one.id,
            post_id=post.id,
            subject_id=post.subject_id,
            stored_as=one.stored_as,
            media_type=one.media_type,
            size=one.size,
            width=one.width,
            height=one.height,
            name=key.seal(PostFile.name, one.id, one.name),
            shows=key.seal(PostFile.shows, one.id, one.shows) if one.shows else None,
            key=key.seal(PostFile.key, one.id, one.key.hex()),
        )
        session().add(row)
    session().flush()


def has_files(post: UUID) -> bool:
    """Whether files hang on a post."""
    return session().scalar(select(PostFile.id).where(PostFile.post_id == post).limit(1)) is not None


@action
def detach(file_id: UUID, *, membership: UUID) -> UUID:
    """Take a file off one's own post; its bytes go with the next sweep of the store.

    Args:
        file_id: the file's id.
        membership: the author's.

    Returns:
        The id of the post.

    Raises:
        NoSuchPost: it is another's, or there is none.
    """
    row = session().get(PostFile, file_id)
    post = session().get(Post, row.post_id) if row else None
    if row is None or post is None or post.author_id != membership:
        raise NoSuchPost
    session().delete(row)
    return post.id


def seal_anew(post: Post, old: PersonKey, new: PersonKey) -> None:
    """Let the files of a post be read under another key than before.

    Args:
        post: whose files.
        old: what they are sealed under.
        new: what they are sealed under from now on; they hang on its owner.
    """
    for row in session().scalars(select(PostFile).where(PostFile.post_id == post.id)):
        for column in (PostFile.name, PostFile.shows, PostFile.key):
            if sealed := getattr(row, column.key):
                setattr(row, column.key, new.seal(column, row.id, old.open(column, row.id, sealed)))
        row.subject_id = new.owner
