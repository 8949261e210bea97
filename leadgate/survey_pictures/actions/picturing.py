"""Keeping pictures of answers: drawn anew in a child process, so that nothing of the file that was sent remains."""

from hashlib import sha256
from uuid import UUID

from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.files import child
from leadgate.survey_pictures.errors import NoPicture
from leadgate.survey_pictures.models import SurveyPicture


def drawn(file: bytes) -> bytes:
    """What a picture looks like, as a PNG of at most 640 pixels in width.

    Args:
        file: as somebody sent it: PNG, JPEG, WebP or GIF.

    Raises:
        NoPicture: it is none of these, broken, or too large.
    """
    try:
        return child.drawn_by("answer-picture", file)[0]
    except child.NotRead as trouble:
        raise NoPicture from trouble


@action
def keep_picture(survey_id: UUID, picture: bytes) -> str:
    """Keep a picture that was drawn; one that is there already stays one.

    Args:
        survey_id: the survey's id.
        picture: what `drawn` made.

    Returns:
        Its name: the SHA-256 of what is in it, in hexadecimal.
    """
    name = sha256(picture).hexdigest()
    row = {"survey_id": survey_id, "sha256": name, "content": picture}
    session().execute(upsert(SurveyPicture).values(row).on_conflict_do_nothing())
    return name
