"""A draft as it is worked on, and the ways one begins: empty, from a starter, from a file, from text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask_babel import gettext
from msgspec.structs import replace

from leadgate.foundation import languages
from leadgate.foundation.slugs import free_slug
from leadgate.foundation.web.forms import tidy
from leadgate.questionnaires import checking
from leadgate.questionnaires.definition import Definition
from leadgate.questions.kinds.item import Sentence, said
from leadgate.survey_editor import documents, survey_files
from leadgate.survey_editor.actions import drafting
from leadgate.survey_editor.errors import NotASurvey
from leadgate.survey_editor.starters import starter
from leadgate.survey_editor.studio_forms import NewSurvey
from leadgate.survey_editor.survey_files import SurveyFile
from leadgate.surveys import access, queries
from leadgate.surveys.actions import publishing
from leadgate.surveys.merging import Relabelled, relabelled_of
from leadgate.surveys.types import SurveyRow, VersionRow

DECIDED = "answer."


@dataclass(frozen=True)
class SurveyDraft:
    """A survey as it is worked on."""

    survey: SurveyRow
    definition: Definition

    @cached_property
    def problems(self) -> list[checking.Problem]:
        """Everything that keeps it from being published."""
        return checking.problems_of(self.definition)

    @property
    def title(self) -> str:
        """In the language of the studio, or the first it speaks."""
        return self.said(self.definition.title) or self.survey.slug

    def said(self, words: dict[str, str]) -> str:
        """A text in the language of the studio, or the first it speaks; what waits in another one is not shown."""
        spoken = self.definition.languages
        return said({tag: words[tag] for tag in spoken if tag in words} or words, languages.of_request())

    def problems_at(self, place: str) -> list[checking.Problem]:
        """What is wrong with one question, one section, or the survey as a whole."""
        return [one for one in self.problems if one.place == place]

    @property
    def versions(self) -> list[VersionRow]:
        """Every version, newest first."""
        return list(queries.versions_of(self.survey.id))

    @cached_property
    def relabelled(self) -> list[Relabelled]:
        """The answers that people gave under other words."""
        return relabelled_of(self.survey.id, self.definition) if self.survey.live else []

    @property
    def is_changed(self) -> bool:
        """Whether something is worked on that is not asked yet."""
        return queries.draft_of(self.survey.id) is not None


def decided_in(form: Mapping[str, str]) -> dict[str, str]:
    """What was said of answers that have other words now, by their names."""
    return {name.removeprefix(DECIDED): said for name, said in form.items() if name.startswith(DECIDED)}


def draft(survey_id: UUID) -> SurveyDraft:
    """The survey as it is worked on, or as it is asked where nothing is.

    Raises:
        NoSuchSurvey
    """
    survey = access.survey(survey_id)
    return SurveyDraft(survey, documents.newest(survey.id))


@dataclass(frozen=True, slots=True)
class Made:
    """A survey that was made, and what of its file is not in it."""

    survey_id: UUID
    left_out: Sequence[Sentence]


def make(form: NewSurvey, *, by: UUID) -> Made:
    """Make the survey the form describes: it speaks one language to begin with, unless a file says more.

    Raises:
        BadSlug, SlugTaken, NotASurvey, NotALimeSurvey, NotAnXlsForm, TooLargeForForm, NoPicture
    """
    file = form.document.data
    text = file.read(survey_files.LARGEST_BYTES + 1) if file else b""
    if file and not text:
        raise NotASurvey(gettext("This file is empty."))
    title = tidy(form.title.data)
    begun = survey_files.read(text) if text else SurveyFile("", _begun(form.starter.data, title))
    slug = tidy(form.slug.data) or free_slug(title, "survey", lambda one: queries.survey_named(one) is not None)
    made = publishing.make(slug, begun.definition, by=by)
    begun.keep_pictures(made)
    return Made(made, begun.left_out)


def _begun(name: str, title: str) -> Definition:
    """A starter in the language of whoever makes the survey; its texts in others wait until one is added."""
    language, begun = languages.of_request(), starter(name)
    return replace(begun, languages=(language,), title={language: title} if title else begun.title)


def put_document(survey_id: UUID, text: str, *, by: UUID) -> None:
    """Take a whole survey as text for the draft, as a step that can be undone.

    Raises:
        NotASurvey
    """
    new, now = documents.read(text)[1], documents.newest(survey_id)
    drafting.change(survey_id, drafting.stands(now), lambda _now: new, by=by)
