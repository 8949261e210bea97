"""Checking a survey before it can be published: every problem in one sentence, with its place.

Branching cannot go round in circles, because a lead goes to a later section only; it cannot end nowhere, because a
section no way leads to is a problem; and no condition asks about what has not been asked yet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel import lazy_ngettext

from leadgate.foundation.languages import NAMES, current
from leadgate.questionnaires.definition import END, Definition, Layout, Quota, Section
from leadgate.questionnaires.piping import piped
from leadgate.questions.conditions import Condition
from leadgate.questions.kinds import AnyItem, Words
from leadgate.questions.kinds.item import Sentence, said

MOST_QUESTIONS, MOST_SECTIONS, MOST_ON_ONE_PAGE = 500, 100, 50
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the key of a question or a section, or nothing for the survey as a whole."""

    place: str
    sentence: Sentence


def problems_of(survey: Definition) -> list[Problem]:
    """Everything that keeps a survey from being published, in the order it stands."""
    found = [Problem("", one) for one in _as_a_whole(survey)]
    spoken = survey.languages
    before: dict[str, AnyItem] = {}
    reached = _reached(survey)
    for place, section in enumerate(survey.sections):
        found += [Problem(section.key, one) for one in _of_section(survey, section, place, reached)]
        found += [Problem(section.key, one) for one in _missing(section.own_texts(), spoken)]
        for item in section.questions:
            found += [Problem(item.key, one) for one in (*_of_item(item, before), *_missing(item.texts(), spoken))]
            before[item.key] = item
        for lead in section.leads:
            found += [Problem(section.key, one) for one in _of_conditions(lead.when, before)]
    return found + [Problem(quota.question, one) for quota in survey.quotas for one in _of_quota(quota, survey)]


def _as_a_whole(survey: Definition) -> Iterator[Sentence]:
    if not survey.languages or not all(LANGUAGE.fullmatch(one) for one in survey.languages):
        yield _("A survey needs at least one language, by its tag such as en or zh-Hant.")
    if not any(item.is_asked for item in survey.items.values()):
        yield _("There is no question yet.")
    if len(survey.items) > MOST_QUESTIONS or len(survey.sections) > MOST_SECTIONS:
        yield _("That is more than anybody answers: five hundred questions in a hundred sections are the most.")
    yield from _of_layout(survey)
    if not any(text.strip() for text in survey.title.values()):
        yield _("Please give it a title.")
    yield from _missing(survey.own_texts(), survey.languages)
    if survey.anonymous and survey.asks_to_quote:
        yield _("Nobody can agree to be quoted in a survey that does not know who they are.")
    yield from _names_twice(survey)


def _of_layout(survey: Definition) -> Iterator[Sentence]:
    if survey.layout is Layout.ALL and len(survey.items) > MOST_ON_ONE_PAGE:
        yield _("More than fifty questions do not fit on one page. Please show them by section, or one by one.")
    if survey.layout is Layout.ALL and any(section.leads for section in survey.sections):
        yield _("With everything on one page nobody can be led past a section. Please show it by section.")


def _missing(texts: Iterable[Words], languages: Iterable[str]) -> Iterator[Sentence]:
    """What is not written yet in a language the survey speaks."""
    given = list(texts)
    for language in languages:
        missing = sum(1 for words in given if not words.get(language, "").strip())
        if missing:
            yield lazy_ngettext(
                "%(num)d text is missing in %(language)s.",
                "%(num)d texts are missing in %(language)s.",
                missing,
                language=NAMES.get(language, language),
            )


def _names_twice(survey: Definition) -> Iterator[Sentence]:
    for keys, sentence in (
        ([item.key for s in survey.sections for item in s.questions], _("“%(key)s” stands for two questions.")),
        ([section.key for section in survey.sections], _("“%(key)s” stands for two sections.")),
    ):
        for key in sorted({one for one in keys if keys.count(one) > 1}):
            yield str(sentence).replace("%(key)s", key)


def _of_section(survey: Definition, section: Section, place: int, reached: set[int]) -> Iterator[Sentence]:
    if section.key == END:
        yield _("A section cannot be called “end”.")
    if not section.questions and not section.text:
        yield _("This section has neither a question nor a text.")
    if place not in reached:
        yield _("No way leads to this section.")
    places = {one.key: at for at, one in enumerate(survey.sections)}
    for lead in section.leads:
        if lead.to != END and lead.to not in places:
            yield _("There is no section “%(key)s” to go to.", key=lead.to)
        elif lead.to != END and places[lead.to] <= place:
            yield _("Going back to “%(key)s” would go round in a circle. Please lead to a later section.", key=lead.to)


def _reached(survey: Definition) -> set[int]:
    """The places of the sections some way leads to."""
    places = {one.key: at for at, one in enumerate(survey.sections)}
    reached = {0}
    for at, section in enumerate(survey.sections):
        if at not in reached:
            continue
        always = any(not lead.when for lead in section.leads)
        reached |= {places[lead.to] for lead in section.leads if lead.to in places}
        reached |= set() if always else {at + 1}
    return reached


def _of_item(item: AnyItem, before: dict[str, AnyItem]) -> Iterator[Sentence]:
    yield from item.problems()
    yield from _of_conditions(item.only_if, before)
    for words in item.texts():
        for key in {key for text in words.values() for key in piped(text)}:
            if key not in before:
                yield _("It repeats the answer to “%(key)s”, which has not been asked by then.", key=key)


def _of_conditions(conditions: Iterable[Condition], before: dict[str, AnyItem]) -> Iterator[Sentence]:
    for one in conditions:
        asked = before.get(one.question)
        if asked is None:
            yield _("A condition asks about “%(key)s”, which has not been asked by then.", key=one.question)
            continue
        called = said(asked.label, current()) or asked.key
        for code in sorted({*one.any_of, *one.none_of} - asked.offered):
            yield _("A condition asks for “%(code)s”, which nobody can answer to “%(key)s”.", code=code, key=called)
        if not one.answered and (one.any_of or one.none_of or one.at_least is not None or one.at_most is not None):
            yield _("A condition wants no answer and asks what it is.")


def _of_quota(quota: Quota, survey: Definition) -> Iterator[Sentence]:
    asked = survey.items.get(quota.question)
    if asked is None or quota.code not in asked.offered:
        yield _("A quota counts an answer that is not offered.")
