"""The page of the editor: the whole draft, one part of it open, and beside it how that part looks to a respondent."""

from collections.abc import Mapping
from functools import cached_property
from uuid import UUID

from flask import request
from flask_babel import gettext

from leadgate.foundation import languages
from leadgate.foundation.errors import Refusal
from leadgate.questionnaires.definition import Definition, Section
from leadgate.questions.kinds import AnyItem
from leadgate.survey_editor import editing, shaping
from leadgate.survey_editor.acting import WHOLE, found_again, performed, renamed, with_typed
from leadgate.survey_editor.actions import drafting
from leadgate.survey_editor.editing import SurveyDraft
from leadgate.survey_editor.errors import DraftChanged, PartGone
from leadgate.survey_editor.form import offered, pictures
from leadgate.survey_editor.form.answers import rows_shown, with_moved_row
from leadgate.survey_editor.form.fields import Fields
from leadgate.survey_editor.form.question import fields_of as question_fields
from leadgate.survey_editor.form.section import fields_of as section_fields
from leadgate.survey_editor.form.section import targets
from leadgate.survey_editor.form.whole import fields_of as survey_fields
from leadgate.survey_editor.models import Way
from leadgate.survey_editor.part_preview import PartPreview
from leadgate.survey_editor.queries import ways_of
from leadgate.surveys.actions import publishing

STEPS = {"undo": Way.BACK, "redo": Way.FORTH}
BY_SCRIPT = "X-Editor"
"""A header of the page's own script, which wants what changed and not a whole page."""


class Editor:
    """What stands on the page, and what becomes of it when one of its buttons is pressed.

    Args:
        survey_id: the survey's id.
    """

    def __init__(self, survey_id: UUID) -> None:
        self.survey_id = survey_id
        self.sent = Fields(dict(request.form.lists()))
        self.act = self.sent.value("act")
        self.opened = self.sent.value("opened") if request.method == "POST" else request.args.get("open", "")
        self.wrong: str | None = None
        self.draft: SurveyDraft = editing.draft(survey_id)

    @property
    def is_tried(self) -> bool:
        """Whether somebody wanted to publish it, so that what is missing is a fault."""
        return self.act == "publish" or bool(self.sent.value("tried"))

    def take(self, *, by: UUID) -> None:
        """Keep what was typed, and do what the button says.

        Raises:
            NotASetting, NotASurvey, NoSuchQuestion, DraftChanged, NothingToUndo, NotReady, AnswersReworded
        """
        try:
            self._take(by)
        except Refusal as refusal:
            self.wrong, had = getattr(refusal, "field", ""), self.opened
            self._look_again()
            if isinstance(refusal, DraftChanged) and had and not self.opened:
                raise PartGone from refusal
            raise
        self._look_again()

    def _look_again(self) -> None:
        """Go on with the draft as it is by now, and with what is open by the name it has there."""
        self.draft = editing.draft(self.survey_id)
        self.opened = found_again(self.draft.definition, self.opened, self.sent.value("place"))

    def _take(self, by: UUID) -> None:
        self.sent = self.sent.changed(pictures.taken(self.survey_id, request.files))
        tab = self.sent.value("tab")
        drafting.change(self.survey_id, self.sent.value("stands"), self._changed, tab=tab, by=by)
        if way := STEPS.get(self.act):
            drafting.step(self.survey_id, way, tab=tab, by=by)
        if self.act == "publish":
            publishing.publish(self.survey_id, decided=editing.decided_in(request.form), by=by)

    def _changed(self, now: Definition) -> Definition:
        form = with_moved_row(self.sent, self.act)
        had, place = self.sent.value("opened"), self.sent.value("place")
        was = found_again(now, had, place)
        typed, opened = with_typed(now, had, form)
        changed, self.opened = performed(typed, renamed(self.act, {had, was}, opened), opened)
        return changed

    def look(self) -> None:
        """Show what was typed as it would be, and keep nothing; what cannot be kept is not shown either."""
        try:
            typed, self.opened = with_typed(self.draft.definition, self.opened, self.sent)
        except Refusal:
            return
        self.draft = SurveyDraft(self.draft.survey, typed)

    @property
    def is_look(self) -> bool:
        """Whether only a look was asked for."""
        return self.act == "look"

    @property
    def is_by_script(self) -> bool:
        """Whether the page's script asks, which changes the page itself."""
        return BY_SCRIPT in request.headers

    @property
    def template(self) -> str:
        """What is drawn: the whole page, or what the script puts into it."""
        if self.is_look:
            return "survey_editor/_preview.html"
        return "survey_editor/_editor.html" if self.is_by_script else "survey_editor/edit.html"

    @property
    def stands(self) -> str:
        """Names the draft that is shown."""
        return drafting.stands(self.draft.definition)

    @cached_property
    def ways(self) -> frozenset[Way]:
        """Whether something can be undone, and done again."""
        return ways_of(self.survey_id)

    @property
    def item(self) -> AnyItem | None:
        """The question that is open."""
        what, _colon, key = self.opened.partition(":")
        return self.draft.definition.items.get(key) if what == "question" else None

    @property
    def section(self) -> Section | None:
        """The section that is open."""
        found = (one for one in self.draft.definition.sections if self.opened == f"section:{one.key}")
        return next(found, None)

    @cached_property
    def fields(self) -> Fields:
        """The fields of what is open: as it stands, or as it was typed where that was refused."""
        if self.wrong is not None:
            return self.sent
        if item := self.item:
            return question_fields(item)
        if section := self.section:
            return section_fields(section)
        return survey_fields(self.draft.definition) if self.opened == WHOLE else Fields()

    def rows(self, name: str) -> list[int]:
        """The rows of answers to draw."""
        return rows_shown(self.fields, name)

    def rows_and_one(self, name: str) -> list[int]:
        """The rows of a list to draw, and an empty one."""
        return [*self.fields.filled_rows(name), max(self.fields.rows(name), default=-1) + 1]

    @property
    def targets(self) -> dict[str, str]:
        """Where the open section can lead, by its words; the end is called nothing here."""
        if not (section := self.section):
            return {}
        keys = targets(self.draft.definition, section.key)
        return {key: self.called(key) for key in keys}

    def called(self, key: str) -> str:
        """The words of a section; the end has none."""
        for number, one in enumerate(self.draft.definition.sections, start=1):
            if one.key == key:
                return self.draft.said(one.title) or gettext("Section %(number)s", number=number)
        return ""

    @property
    def place(self) -> str:
        """The number of the open question among all."""
        keys = list(self.draft.definition.items)
        return str(keys.index(self.item.key)) if self.item else ""

    @property
    def asked_before(self) -> dict[str, AnyItem]:
        """The questions that conditions of what is open can be about."""
        return shaping.asked_before(self.draft.definition, self.opened)

    def answers_of(self, key: str) -> Mapping[str, str]:
        """The answers of a question by their labels."""
        item = self.draft.definition.items.get(key)
        return offered.answers_of(item, languages.of_request()) if item else {}

    @property
    def quota_answers(self) -> set[str]:
        """Every answer a quota can count, as quotas name it."""
        return {f"{key}:{code}" for key in self.draft.definition.items for code in self.answers_of(key)}

    def is_number(self, key: str) -> bool:
        """Whether the answer to a question is a number."""
        item = self.draft.definition.items.get(key)
        return item is not None and offered.is_number(item)

    @property
    def preview(self) -> PartPreview:
        """How what is open looks to a respondent."""
        verb, _colon, asked = self.act.partition(":")
        wanted = asked if verb == "show" else self.sent.value("show") or request.args.get("show", "")
        return PartPreview(self.draft, self.item, self.section, wanted)
