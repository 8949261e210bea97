"""From the id of a thread, post or file to the thing itself, for whom may read it, or 404."""

from uuid import UUID

from leadgate.discussions import attachments, queries
from leadgate.discussions.attachments import Attached
from leadgate.discussions.errors import NoSuchPost
from leadgate.discussions.models import Thread
from leadgate.discussions.queries import PostView
from leadgate.foundation.files.store_errors import FileMissing, FileUnreachable
from leadgate.groups.types import GroupRow


def file(found: GroupRow, file_id: UUID, reader: UUID | None) -> tuple[Attached, bytes]:
    """A file on a post of this group somebody may read, and its bytes.

    Raises:
        NoSuchPost: unknown, or on a post that is not for them.
        FileUnreachable: the store has lost it, or does not answer.
    """
    try:
        known = attachments.file(found.id, file_id, reader)
    except FileMissing as trouble:
        raise FileUnreachable from trouble
    if known is None:
        raise NoSuchPost
    return known


def thread(group: GroupRow, thread_id: UUID, reader: UUID | None) -> Thread:
    """A talk of this group that the reader may read.

    Raises:
        NoSuchPost
    """
    found = queries.thread(group.id, thread_id, reader)
    if found is None:
        raise NoSuchPost
    return found


def post(group: GroupRow, post_id: UUID, reader: UUID | None) -> PostView:
    """A post of this group that the reader may read.

    Raises:
        NoSuchPost
    """
    found = queries.post(group.id, post_id, reader)
    if found is None or not (found.body or reader is None):
        raise NoSuchPost
    return found


def own_post(group: GroupRow, post_id: UUID, membership: UUID) -> PostView:
    """A post the reader wrote.

    Raises:
        NoSuchPost
    """
    found = post(group, post_id, membership)
    if not found.is_own:
        raise NoSuchPost
    return found
