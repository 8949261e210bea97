"""Between forms and the acts of those who speak in the moderators' name: their files are kept before they are said."""

from uuid import UUID

from leadgate.discussions.actions import attaching, posting
from leadgate.discussions.forms import Announcement, StaffReply


def answer(group: UUID, thread: UUID, form: StaffReply, *, by: UUID) -> UUID:
    """Answer in a talk; answers the id of the post.

    Raises:
        NothingSaid, NoSuchPost, TooManyFiles, FileRefused, StorageFull
    """
    return posting.answer_as_staff(group, thread, form.body.data or "", attaching.keep(form.uploads(), by=by), by=by)


def announce(group: UUID, form: Announcement, *, by: UUID) -> UUID:
    """Tell all members something; answers the id of the talk.

    Raises:
        NothingSaid, TooManyFiles, FileRefused, StorageFull
    """
    files = attaching.keep(form.uploads(), by=by)
    return posting.announce(group, form.title.data or "", form.body.data or "", files, by=by)
