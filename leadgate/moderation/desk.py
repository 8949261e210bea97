"""Between the queue's page and the acts behind it: what was pressed, on which requests, and how each went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask import request
from flask_login import current_user

from leadgate.foundation.errors import Refusal
from leadgate.groups import access as group_access
from leadgate.groups import notes
from leadgate.groups.types import GroupRow, ReplyRow
from leadgate.joining import access as joining_access
from leadgate.joining.actions import deciding
from leadgate.joining.types import JoinState, Only
from leadgate.moderation import queue
from leadgate.moderation.actions import looking

MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Refused:
    """One request that a decision did not reach, and why."""

    id: UUID
    why: str


class Desk:
    """A moderator at the queue of a group.

    Raises:
        NoSuchGroup: it is not theirs.
    """

    def __init__(self, slug: str) -> None:
        self.group: GroupRow = group_access.run_by(slug, current_user)
        self.refused: list[Refused] = []

    @cached_property
    def state(self) -> JoinState:
        """Which part of the queue is shown."""
        return JoinState.NEEDS_ANSWER if request.args.get("state") == JoinState.NEEDS_ANSWER else JoinState.PENDING

    @cached_property
    def only(self) -> Only:
        """Which of those who wait are shown."""
        asked = request.args.get("only", "")
        return Only(asked) if asked in set(Only) else Only.EVERYBODY

    @cached_property
    def page(self) -> queue.QueuePage:
        """What is shown."""
        return queue.waiting(self.group, self.state, request.args.get("after", ""), current_user.id, self.only)

    def note_look(self) -> None:
        """Note that what is shown is looked at."""
        looking.note_look(self.group.id, self.page.shown, by=current_user)

    @cached_property
    def replies(self) -> Sequence[ReplyRow]:
        """The texts that are used again."""
        return notes.replies(self.group.id)

    @property
    def undoable(self) -> list[queue.Undoable]:
        """What can still be taken back."""
        return queue.undoable(self.group, current_user.id)

    def decide(self) -> bool:
        """Do what was pressed to every request that was named; whether all of them took it."""
        act, words = request.form.get("act", ""), request.form.get("words", "").strip()
        words = words or notes.reply_text(self.group.id, request.form.get("reply", type=UUID))
        for number, version in self._named():
            try:
                self._one(act, number, version, words)
            except Refusal as refusal:
                self.refused.append(Refused(number, str(refusal)))
        return not self.refused

    def _one(self, act: str, request_id: UUID, version: int | None, words: str) -> None:
        asked, by = joining_access.request_of(self.group, request_id).id, current_user.id
        match act:
            case "approve":
                deciding.approve(asked, by=by, seen=version)
            case "decline":
                deciding.decline(asked, words, by=by, seen=version)
            case "ignore":
                deciding.ignore(asked, by=by, seen=version)
            case "ask":
                deciding.ask_back(asked, words, by=by, seen=version)
            case "undo":
                deciding.undo(asked, by=by)
            case "reverse":
                deciding.reverse(asked, by=by)

    def _named(self) -> Iterator[tuple[UUID, int | None]]:
        """The requests that were chosen, each with the version that was seen."""
        for named in request.form.getlist("request")[:MOST_AT_ONCE]:
            number, _, version = named.partition(":")
            try:
                yield UUID(number), int(version) if version else None
            except ValueError:
                continue
