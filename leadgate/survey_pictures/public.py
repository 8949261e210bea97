"""Pictures of answers as respondents see them."""

from uuid import UUID

from flask import Blueprint, Response

from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.survey_pictures.queries import picture_named

pages = Blueprint("survey_pictures", __name__, url_prefix="/survey-pictures")


@pages.get("/<uuid:survey_id>/<name>.png")
@allow(PUBLIC)
def picture(survey_id: UUID, name: str) -> Response:
    """A picture; it never changes under its name."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(picture_named(survey_id, name), mimetype="image/png", headers=headers)
