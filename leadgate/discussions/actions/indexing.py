"""Indexing: what is said can be found by its words, of which the index keeps keyed hashes only."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.discussions.models import Post, PostWord, Thread
from leadgate.discussions.words import words_of
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.installation import installation
from leadgate.foundation.sql.tables import row_of

BATCH = 200


def hashes_of(group: UUID, words: Iterable[str]) -> list[bytes]:
    """What a group knows words by: eight bytes for each, in their order; another group's are unlike them.

    Args:
        group: the group's id.
        words: normalised, as `words_of` makes them.
    """
    vault = installation().vault
    return [vault.blind_index(f"group-word/{group}", word)[:8] for word in words]


def index(group: UUID, post: Post, title: str, body: str) -> None:
    """Let a post be found by the words it has now, and by none it had.

    Args:
        group: the group's id.
        post: which is written already.
        title: of the discussion it begins; empty otherwise.
        body: in clear.
    """
    session().execute(delete(PostWord).where(PostWord.post_id == post.id))
    words = hashes_of(group, words_of(f"{title}\n{body}"))
    add_rows(PostWord, (row_of(PostWord, word=word, post_id=post.id) for word in words))
    post.indexed = True


def index_missing() -> int:
    """Index what was said before there was an index, in acts of a batch each; answers how many posts that were."""
    indexed = 0
    while batch := _index_batch():
        indexed += batch
    return indexed


@action
def _index_batch() -> int:
    mine = select(Post, Thread.group_id).join(Thread).where(~Post.indexed).order_by(Post.id).limit(BATCH)
    rows = session().execute(mine).all()
    keys = installation().vault.keys_of({post.subject_id for post, _ in rows})
    for post, group in rows:
        key = keys[post.subject_id]
        title = key.open(Post.title, post.id, post.title) if post.title else ""
        index(group, post, title, key.open(Post.body, post.id, post.body))
    return len(rows)
