"""Surveys as files, with the pictures of their answers: out of one installation and into another."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from flask_babel import gettext

from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds.item import Sentence
from leadgate.survey_editor import documents
from leadgate.survey_editor.errors import NotASurvey
from leadgate.survey_formats import foreign
from leadgate.survey_pictures.actions import picturing
from leadgate.survey_pictures.queries import pictures_of
from leadgate.surveys.types import SurveyRow

LARGEST_BYTES = 30_000_000
MOST_PICTURES = 200


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """What a file holds.

    Args:
        slug: the address it names; empty where it names none.
        definition: the survey.
        pictures: those of its answers, drawn anew, by their names.
        left_out: of a file of another program, a sentence for each thing that has no place here.
    """

    slug: str
    definition: Definition
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Sequence[Sentence] = ()

    def keep_pictures(self, survey_id: UUID) -> None:
        """Keep its pictures with the survey that was made of it."""
        for picture in self.pictures.values():
            picturing.keep_picture(survey_id, picture)


def read(content: bytes) -> SurveyFile:
    """What a file holds: one of ours, of LimeSurvey (.lss), or an XLSForm.

    The pictures in one of ours are drawn anew, like any that strangers send.

    Raises:
        NotASurvey: it is too large, of no kind we know, or not of the shape of a survey; says where.
        NotALimeSurvey, NotAnXlsForm, TooLargeForForm: it is of another program, and cannot be read.
        NoPicture: one of its pictures is none.
    """
    try:
        found = foreign.read(content)
    except msgspec.ValidationError as refusal:
        raise documents.refused(refusal) from refusal
    return SurveyFile("", found.definition, left_out=found.left_out) if found else _own(content)


def _own(content: bytes) -> SurveyFile:
    packed = _pictures_in(content)
    if len(content) > LARGEST_BYTES or len(packed) > MOST_PICTURES:
        raise NotASurvey(gettext("A survey has two hundred pictures and thirty megabytes at most."))
    if not packed:
        return SurveyFile(*documents.read(content))
    document, drawn = json.dumps({**json.loads(content), "pictures": None}), {}
    for name, picture in packed.items():
        shown = picturing.drawn(picture)
        drawn[sha256(shown).hexdigest()] = shown
        document = document.replace(name, sha256(shown).hexdigest())
    raw = json.loads(document)
    del raw["pictures"]
    return SurveyFile(*documents.read(json.dumps(raw)), drawn)


def _pictures_in(content: bytes) -> dict[str, bytes]:
    """The pictures in a file by their names; none where it is no file of a survey, which is said by who reads it."""
    try:
        raw: Any = json.loads(content)
        return {name: base64.b64decode(text, validate=True) for name, text in raw["pictures"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error):
        return {}


def written(survey: SurveyRow, definition: Definition) -> str:
    """The file of a survey, with its address and the pictures it shows."""
    whole = json.loads(documents.written(survey.slug, definition))
    shown = {one.picture for item in definition.items.values() for one in getattr(item, "choices", ())}
    pictures = {name: content for name, content in pictures_of(survey.id).items() if name in shown}
    packed = {name: base64.b64encode(content).decode() for name, content in pictures.items()}
    return json.dumps(whole | ({"pictures": packed} if packed else {}), ensure_ascii=False, indent=2) + "\n"
