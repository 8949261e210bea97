"""Searching what is said in a group, only in what the one who searches may read: the newest first."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from leadgate.discussions import queries
from leadgate.discussions.actions.indexing import hashes_of
from leadgate.discussions.models import Post, PostWord, Thread
from leadgate.discussions.queries import PostView
from leadgate.discussions.types import PostStatus
from leadgate.discussions.words import words_of
from leadgate.foundation.db import session
from leadgate.foundation.web import markdown

PAGE = 20
MOST_WORDS = 8
COUNTED_TO = 1_000
AROUND = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A post that has all the words, what its talk is about, and the place where the first word stands."""

    said: PostView
    talk: str
    excerpt: str


def search(group: UUID, reader: UUID, text: str, before: UUID | None = None) -> tuple[list[Found], UUID | None]:
    """A page of posts that have all the words of a text; and before which one the next page goes on."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return [], None
    rows = _rows(group, reader, hashes_of(group, words), before)
    said = queries.posts_with([row.id for row in rows[:PAGE]], group, reader)
    titles = queries.titles(group, [one.thread for one in said], reader)
    found = [Found(one, titles.get(one.thread, ""), _excerpt(one.body, words)) for one in said if one.body]
    return found, rows[PAGE - 1].id if len(rows) > PAGE else None


def _rows(group: UUID, reader: UUID, hashes: list[bytes], before: UUID | None) -> list[Post]:
    """The posts, found by way of the rarest word, so that a common one costs nothing."""
    rarest, *others = sorted(hashes, key=_how_often)
    mine = select(Post).join(PostWord, PostWord.post_id == Post.id).where(PostWord.word == rarest)
    for word in others:
        other = aliased(PostWord)
        mine = mine.join(other, (other.post_id == PostWord.post_id) & (other.word == word))
    mine = mine.join(Thread, Thread.id == Post.thread_id).where(Thread.group_id == group)
    mine = mine.where((Post.standing == PostStatus.SHOWN) | (Post.author_id == reader))
    if before:
        mine = mine.where(PostWord.post_id < before)
    return list(session().scalars(mine.order_by(PostWord.post_id.desc()).limit(PAGE + 1)))


def _how_often(word: bytes) -> int:
    some = select(PostWord.post_id).where(PostWord.word == word).limit(COUNTED_TO).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0


def _excerpt(body: str, words: list[str]) -> str:
    """The part of a text around the first of the words, as it is read."""
    body = markdown.plain(body)
    folded = body.casefold()
    first = min((at for word in words if (at := folded.find(word)) >= 0), default=0)
    begin, end = max(0, first - AROUND), first + AROUND
    return f"{'…' if begin else ''}{body[begin:end].strip()}{'…' if end < len(body) else ''}"
