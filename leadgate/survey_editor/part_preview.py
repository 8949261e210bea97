"""What is open in the editor as a respondent sees it, beside what is typed."""

from dataclasses import dataclass
from functools import cached_property

from flask import url_for

from leadgate.foundation import languages
from leadgate.questionnaires.definition import Section
from leadgate.questionnaires.piping import filled
from leadgate.questions.kinds import AnyItem, Words
from leadgate.questions.kinds.item import said
from leadgate.questions.showing import ShownQuestion, shown
from leadgate.survey_editor.editing import SurveyDraft

A_SEED = 1


@dataclass(frozen=True)
class PartPreview:
    """One question, the head of one section, or how the survey begins and ends.

    Args:
        wanted: the language it is shown in, if the survey speaks it.
    """

    draft: SurveyDraft
    item: AnyItem | None
    section: Section | None
    wanted: str

    @cached_property
    def language(self) -> str:
        """The one that was chosen, that of the studio, or the first the survey has."""
        spoken = self.draft.definition.languages
        return next((one for one in (self.wanted, languages.of_request()) if one in spoken), spoken[0])

    @property
    def shown(self) -> ShownQuestion | None:
        """The question, with nothing answered; of a hidden field what is seen by who came by its first link."""
        if self.item is None:
            return None
        said_by_link = {"chosen": sorted(self.item.offered)[:1]} if not self.item.is_asked else None
        return shown(self.item, self.language, answer=said_by_link, seed=A_SEED, fill=self.text)

    def text(self, words: str) -> str:
        """A text, with dots for the answers it repeats."""
        return filled(words, self.draft.definition.items, {}, self.language)

    def said(self, words: Words) -> str:
        """A text in the language shown."""
        return self.text(said(words, self.language))

    def picture_of(self, name: str) -> str:
        """The address of a picture of an answer."""
        return url_for("survey_pictures.picture", survey_id=self.draft.survey.id, name=name)

    def found(self, _key: str) -> list[tuple[str, object]]:
        """Nothing is found in what nobody has answered."""
        return []
