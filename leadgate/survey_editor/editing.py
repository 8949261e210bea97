"""Between the studio's forms and the acts behind them: a draft filled from a form, and forms filled from a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from leadgate.foundation import languages
from leadgate.foundation.web.forms import tidy
from leadgate.questions.kinds import AnyItem
from leadgate.questions.kinds.item import said
from leadgate.survey_editor import documents, shaping
from leadgate.survey_editor.condition_form import conditions_in
from leadgate.survey_editor.question_form import blank, read_item, typed_item, typed_words
from leadgate.survey_editor.starters import starter
from leadgate.survey_editor.studio_forms import NewSurvey
from leadgate.surveys import access, checking, queries
from leadgate.surveys.actions import publishing
from leadgate.surveys.definition import END, Definition, Quota, Section
from leadgate.surveys.merging import Relabelled, relabelled_of
from leadgate.surveys.types import SurveyRow, VersionRow

TEXTS = ("title", "intro", "thanks", "full")
MOST_ROWS = 50
DECIDED = "answer."


@dataclass(frozen=True)
class SurveyDraft:
    """A survey as it is worked on."""

    survey: SurveyRow
    definition: Definition
    problems: list[checking.Problem]

    @property
    def title(self) -> str:
        """In the language of the studio, or the first it has."""
        return said(self.definition.title, languages.of_request()) or self.survey.slug

    def said(self, words: dict[str, str]) -> str:
        """A text in the language of the studio, or the first it has."""
        return said(words, languages.of_request())

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
    definition = documents.newest(survey.id)
    return SurveyDraft(survey, definition, checking.problems_of(definition))


def make(form: NewSurvey, *, by: UUID) -> UUID:
    """Make the survey the form describes.

    Raises:
        BadSlug, SlugTaken, NotASurvey
    """
    file = form.document.data
    text = file.read(documents.LARGEST_BYTES + 1) if file else b""
    definition = documents.read(text)[1] if text else starter(form.starter.data)
    return publishing.make(tidy(form.slug.data), definition, by=by)


def put_document(survey_id: UUID, text: str, *, by: UUID) -> None:
    """Take a whole survey as text for the draft.

    Raises:
        NotASurvey
    """
    publishing.save_draft(survey_id, documents.read(text)[1], by=by)


def change_whole(survey_id: UUID, shape: dict[str, Any], form: Any, *, by: UUID) -> None:
    """Change what a survey is as a whole: its words, how it is asked, its quotas.

    Raises:
        NotASurvey
    """
    now = draft(survey_id).definition
    spoken = tuple(one for one in languages.NAMES if one in shape["languages"]) or now.languages
    texts = {name: typed_words(form, name, spoken) for name in TEXTS}
    changed = msgspec.structs.replace(now, **shape | {"languages": spoken}, **texts, quotas=tuple(_quotas(form)))
    publishing.save_draft(survey_id, changed, by=by)


def _quotas(form: Any) -> list[Quota]:
    rows = [at for at in range(MOST_ROWS) if form.get(f"quotas.{at}.question")]
    raw = [{name: tidy(form.get(f"quotas.{at}.{name}", "")) for name in ("question", "code", "most")} for at in rows]
    quotas: list[Quota] = documents.converted(raw, list[Quota])
    return quotas


def add_section(survey_id: UUID, title: str, *, by: UUID) -> str:
    """Add a section at the end; answers its key."""
    now = draft(survey_id).definition
    changed, key = shaping.with_section(now, {now.languages[0]: title})
    publishing.save_draft(survey_id, changed, by=by)
    return key


def add_question(survey_id: UUID, section: str, kind: str, words: str, *, by: UUID) -> str:
    """Add a question at the end of a section; answers its key.

    Raises:
        NotASurvey, NoSuchQuestion
    """
    now = draft(survey_id).definition
    key = shaping.new_key(words, "question", now.items)
    item = blank(kind, key, {now.languages[0]: tidy(words)})
    publishing.save_draft(survey_id, shaping.with_question(now, section, item), by=by)
    return key


def change_question(survey_id: UUID, key: str, form: Any, *, by: UUID) -> None:
    """Change a question into what the form describes.

    Raises:
        NotASurvey, NoSuchQuestion
    """
    now = draft(survey_id).definition
    changed = typed_item(question(now, key), form, now.languages)
    publishing.save_draft(survey_id, shaping.with_changed_question(now, key, changed), by=by)


def question(survey: Definition, key: str) -> AnyItem:
    """A question of a draft.

    Raises:
        NoSuchQuestion
    """
    place = shaping.place_of(survey, key)
    return survey.sections[place.section].questions[place.question]


def change_section(survey_id: UUID, key: str, form: Any, *, by: UUID) -> None:
    """Change the head of a section, and where it leads.

    Raises:
        NotASurvey, NoSuchQuestion
    """
    now = draft(survey_id).definition
    old = shaping.section_of(now, key)
    leads = [
        {"to": form.get(f"leads.{at}.to"), "when": conditions_in(form, f"leads.{at}.when")}
        for at in range(MOST_ROWS)
        if form.get(f"leads.{at}.to")
    ]
    raw = {
        "key": key,
        "title": typed_words(form, "title", now.languages),
        "text": typed_words(form, "text", now.languages),
        "shuffle": bool(form.get("shuffle")),
        "leads": leads,
    }
    made = msgspec.structs.replace(documents.converted(raw, Section), questions=old.questions)
    publishing.save_draft(survey_id, shaping.with_changed_section(now, key, made), by=by)


def shape(survey_id: UUID, what: str, key: str, act: str, *, by: UUID) -> None:
    """Move a question or a section up or down, take it out, or copy it.

    Raises:
        NoSuchQuestion
    """
    now, step = draft(survey_id).definition, {"up": -1, "down": 1}.get(act)
    if what == "questions" and act == "copy":
        changed = _copied(now, key)
    elif what == "questions":
        changed = shaping.with_moved_question(now, key, step) if step else shaping.without_question(now, key)
    else:
        changed = shaping.with_moved_section(now, key, step) if step else shaping.without_section(now, key)
    publishing.save_draft(survey_id, changed, by=by)


def _copied(survey: Definition, key: str) -> Definition:
    item = question(survey, key)
    raw = {**msgspec.to_builtins(item), "key": shaping.new_key(key, "question", survey.items)}
    return shaping.with_question(survey, survey.sections[shaping.place_of(survey, key).section].key, read_item(raw))


def targets(survey: Definition, key: str) -> list[str]:
    """Where a section can lead: later sections, and the end."""
    keys = [one.key for one in survey.sections]
    return [*keys[keys.index(key) + 1 :], END]


def asked_before(survey: Definition, key: str) -> list[AnyItem]:
    """The questions that stand before a question, or up to the end of a section: what conditions can be about."""
    found: list[AnyItem] = []
    for section in survey.sections:
        for item in section.questions:
            if item.key == key:
                return found
            found.append(item)
        if section.key == key:
            return found
    return found
