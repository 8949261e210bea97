"""The pictures of a survey's answers, for its pages and its files."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.survey_pictures.errors import NoSuchPicture
from leadgate.survey_pictures.models import SurveyPicture


def picture_named(survey_id: UUID, name: str) -> bytes:
    """A picture of a survey, as a PNG.

    Args:
        survey_id: of the survey, which need not be published: whoever makes it looks at it before.
        name: the SHA-256 of the picture.

    Raises:
        NoSuchPicture: the survey has none of that name.
    """
    found = session().get(SurveyPicture, (survey_id, name))
    if found is None:
        raise NoSuchPicture
    return found.content


def pictures_of(survey_id: UUID) -> Mapping[str, bytes]:
    """Every picture of a survey by its name."""
    rows = session().scalars(select(SurveyPicture).where(SurveyPicture.survey_id == survey_id))
    return {row.sha256: row.content for row in rows}
