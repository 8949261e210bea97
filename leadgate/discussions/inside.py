"""A member where people talk: what they begin, answer, have read and have not finished writing."""

from collections.abc import Sequence
from uuid import UUID

from leadgate.discussions import access, checks
from leadgate.discussions.actions import attaching, drafting, posting, reading
from leadgate.discussions.actions.attaching import StoredFile, Upload
from leadgate.discussions.models import Thread
from leadgate.groups import inside


def enter(slug: str) -> "Speaker":
    """As `groups.inside.enter`, for the pages of discussions.

    Raises:
        NoSuchGroup: they are not signed in, not a member (any more), or there is no such group.
    """
    return Speaker(inside.enter(slug).membership)


class Speaker(inside.Inside):
    """A member on a page where they can say something."""

    def begin(self, title: str, body: str, uploads: Sequence[Upload] = ()) -> UUID:
        """Begin a talk; what was kept of it is done with.

        Raises:
            NothingSaid, Muted, PostedTooFast, TooMany, TooManyFiles, FileRefused, StorageFull
        """
        thread = posting.open_thread(self.membership.id, title, body, self._kept(uploads))
        drafting.drop(self.membership.id, self.group.id)
        return thread

    def answer(self, thread: UUID, body: str, uploads: Sequence[Upload] = ()) -> UUID:
        """Answer in a talk; what was kept of it is done with.

        Raises:
            NothingSaid, Muted, PostedTooFast, TooMany, TooManyFiles, FileRefused, StorageFull
        """
        post = posting.reply(self.membership.id, thread, body, self._kept(uploads))
        drafting.drop(self.membership.id, thread)
        return post

    def _kept(self, uploads: Sequence[Upload]) -> list[StoredFile]:
        if uploads:
            checks.refuse_silenced(self.group.id, self.membership.person_id)
        return attaching.keep(uploads, by=self.membership.id)

    def draft(self, place: UUID) -> tuple[str, str]:
        """The title and the body of what was begun there."""
        return drafting.draft(self.membership.id, place)

    def unread(self, threads: Sequence[Thread]) -> set[UUID]:
        """Which of these talks hold something new to them."""
        return reading.unread(self.membership, threads)

    def note_read(self, thread: Thread) -> None:
        """Note that they have read a talk as it is now."""
        reading.note_read(self.membership, thread)

    def refuse_elsewhere(self, place: UUID) -> None:
        """Refuse what is neither the group itself nor a talk of it.

        Raises:
            NoSuchPost
        """
        if place != self.group.id:
            access.thread(self.group, place, self.membership.id)
