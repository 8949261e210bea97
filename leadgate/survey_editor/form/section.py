"""The editor's form of one section: its words, and where it leads."""

from collections.abc import Sequence

import msgspec

from leadgate.questionnaires.definition import END, Definition, Section
from leadgate.survey_editor.documents import converted
from leadgate.survey_editor.form import conditions, fields
from leadgate.survey_editor.form.conditions import conditions_in
from leadgate.survey_editor.form.fields import Fields


def fields_of(section: Section) -> Fields:
    """A section as fields of the form: what `typed_section` makes the same section of."""
    found = fields.of_words("title", section.title) | fields.of_words("text", section.text)
    found |= fields.of_tick("shuffle", ticked=section.shuffle)
    for at, lead in enumerate(section.leads):
        found[f"leads.{at}.to"] = [lead.to]
        found |= conditions.fields_of(f"leads.{at}.when", lead.when)
    return Fields(found)


def typed_section(section: Section, form: Fields, languages: Sequence[str]) -> Section:
    """The section a form describes; its key and its questions stay.

    Raises:
        NotASurvey: a field cannot hold what was typed into it.
    """
    leads = [
        {"to": form.value(f"leads.{at}.to"), "when": conditions_in(form, f"leads.{at}.when")}
        for at in form.rows("leads")
        if form.value(f"leads.{at}.to")
    ]
    raw = {
        "key": section.key,
        "title": form.words("title", languages, section.title),
        "text": form.words("text", languages, section.text),
        "shuffle": form.has("shuffle"),
        "leads": leads,
    }
    made: Section = converted(raw, Section)
    return msgspec.structs.replace(made, questions=section.questions)


def targets(survey: Definition, key: str) -> list[str]:
    """Where a section can lead: later sections, and the end."""
    keys = [one.key for one in survey.sections]
    return [*keys[keys.index(key) + 1 :], END]
