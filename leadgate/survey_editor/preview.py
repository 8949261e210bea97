"""Trying a draft as a respondent: the way so far is carried in the page, and nothing is kept."""

import json

from flask import request

from leadgate.foundation import languages
from leadgate.questionnaires.flow import Walk
from leadgate.survey_editor.editing import SurveyDraft
from leadgate.surveys import sealed
from leadgate.surveys.queries import SurveyGate
from leadgate.surveys.sealed import SealedResponse
from leadgate.surveys.visit import Asking

NOTHING = SealedResponse()
A_SEED = 1


class DraftPreview(Asking):
    """One step through a draft."""

    def __init__(self, draft: SurveyDraft) -> None:
        spoken = languages.of_request()
        language = spoken if spoken in draft.definition.languages else draft.definition.languages[0]
        self.draft, self.seed = draft, A_SEED
        self.gate = SurveyGate(draft.survey, 0, draft.definition, language)
        self.held = _carried(request.form.get("held", ""))
        self.walk = Walk(draft.definition, self.held.answers, self.held.passed, self.seed)
        self.page = self.walk.next_page()
        if self.sent and self.sent.is_good and self.page:
            self._go_on()

    def _go_on(self) -> None:
        assert self.sent
        assert self.page
        self.held = self.held.with_page(self.page, self.sent)
        self.walk = Walk(self.draft.definition, self.held.answers, self.held.passed, self.seed)
        self.page = self.walk.next_page()
        self.sent = None

    @property
    def carried(self) -> str:
        """The way so far, for the page."""
        return sealed.as_text(self.held)


def _carried(text: str) -> SealedResponse:
    try:
        return sealed.from_text(text) if text else NOTHING
    except (json.JSONDecodeError, KeyError, TypeError):
        return NOTHING
