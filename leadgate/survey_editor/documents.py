"""Surveys as files: JSON there and back, without loss."""

import json
from typing import Any
from uuid import UUID

import msgspec
from flask_babel import gettext

from leadgate.questionnaires.definition import Definition, as_json, from_json
from leadgate.survey_editor.errors import NotASurvey
from leadgate.surveys import queries

LARGEST_BYTES = 1_000_000


def read(document: str | bytes) -> tuple[str, Definition]:
    """The address and the survey a file describes; the address is empty where it names none.

    Raises:
        NotASurvey: it is too large, not JSON, or not of this shape; says where.
    """
    if len(document) > LARGEST_BYTES:
        raise NotASurvey(gettext("A survey has a megabyte at most."))
    try:
        raw: Any = json.loads(document)
        slug = str(raw.pop("slug", "")) if isinstance(raw, dict) else ""
        return slug, from_json(json.dumps(raw))
    except (ValueError, RecursionError) as refusal:  # msgspec's own errors are ValueErrors, too
        raise refused(refusal) from refusal


def converted(raw: Any, shape: Any) -> Any:
    """Plain data as a part of a survey.

    Raises:
        NotASurvey: it is not of that shape.
    """
    try:
        return msgspec.convert(raw, shape, strict=False)
    except msgspec.ValidationError as refusal:
        raise refused(refusal) from refusal


def refused(refusal: Exception) -> NotASurvey:
    """What is wrong with a document, where that is known."""
    if isinstance(refusal, msgspec.ValidationError):
        return NotASurvey(gettext("This is not yet a survey: %(place)s", place=str(refusal)))
    return NotASurvey(gettext("This is not JSON. It should look like what “Export” gives you."))


def written(slug: str, definition: Definition) -> str:
    """The file of a survey, with its address, a slug."""
    return json.dumps({"slug": slug, **json.loads(as_json(definition))}, ensure_ascii=False, indent=2) + "\n"


def newest(survey_id: UUID) -> Definition:
    """The survey as it stands: its draft, or what is asked now."""
    return from_json(queries.versions_of(survey_id)[0].definition)
