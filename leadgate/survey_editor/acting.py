"""What the buttons of the editor do to a draft: each is named by a verb and what it is about, with colons between."""

import re
from collections.abc import Callable

import msgspec

from leadgate.foundation import languages
from leadgate.questionnaires.definition import Definition, Section
from leadgate.questions.keys import new_key
from leadgate.survey_editor import shaping
from leadgate.survey_editor.form.fields import Fields
from leadgate.survey_editor.form.question import blank, read_item, typed_item
from leadgate.survey_editor.form.section import typed_section
from leadgate.survey_editor.form.whole import typed_survey

WHOLE = "survey"
"""What is open when it is the survey as a whole; a question or a section is named `question:key`, `section:key`."""
Acted = tuple[Definition, str]
"""The draft after an act, and what of it is open then."""


def with_typed(survey: Definition, opened: str, form: Fields) -> Acted:
    """The draft with what was typed into what is open.

    A question that has no words yet is called after the first it gets, where nothing asks for it by its name. Where
    what was open is not there any more, nothing is open.

    Raises:
        NotASetting, NotASurvey: a field cannot hold what was typed into it.
    """
    opened = found_again(survey, opened, form.value("place"))
    what, _colon, key = opened.partition(":")
    match what:
        case "question":
            item = shaping.question_of(survey, key)
            typed = typed_item(item, form, survey.languages)
            if typed.label and not item.label and not _is_referred_to(survey, key):
                words = next(iter(typed.label.values()))
                taken = [one for one in survey.items if one != key]
                typed = msgspec.structs.replace(typed, key=new_key(words, "question", taken))
            return shaping.with_changed_question(survey, key, typed), f"question:{typed.key}"
        case "section":
            section = typed_section(shaping.section_of(survey, key), form, survey.languages)
            return shaping.with_changed_section(survey, key, section), opened
        case "survey":
            return typed_survey(survey, form), opened
    return survey, opened


def found_again(survey: Definition, opened: str, place: str = "") -> str:
    """What is open by the name it has by now, or nothing where it is gone.

    Args:
        survey: the draft.
        opened: the name it had.
        place: its number among all questions, by which one is found that was named after its first words since, or
            has lost them again. Any other one in its place is another question.
    """
    what, _colon, key = opened.partition(":")
    if opened == WHOLE or (what == "section" and key in {one.key for one in survey.sections}):
        return opened
    keys = list(survey.items)
    there = keys[int(place)] if place.isdecimal() and int(place) < len(keys) else ""
    if what == "question" and (key in keys or (there and (_has_no_words(key) or _has_no_words(there)))):
        return f"question:{key if key in keys else there}"
    return ""


def _has_no_words(key: str) -> bool:
    """Whether a question is called as one is before it has words."""
    return re.fullmatch(r"question(_\d+)?", key) is not None


def renamed(act: str, names: set[str], opened: str) -> str:
    """What a button does, with the name by now of the open question, which may just have got it.

    Args:
        act: as it was sent.
        names: those it had.
        opened: the one it has.
    """
    for name in names - {""}:
        if name.startswith("question:") and opened.startswith("question:"):
            old, new = name.removeprefix("question:"), opened.removeprefix("question:")
            act = re.sub(rf"^((?:up|down|copy|remove):question|place):{re.escape(old)}(?=:|$)", rf"\1:{new}", act)
    return act


def _is_referred_to(survey: Definition, key: str) -> bool:
    conditions = [one for item in survey.items.values() for one in item.only_if]
    conditions += [one for section in survey.sections for lead in section.leads for one in lead.when]
    return key in {*(one.question for one in conditions), *(quota.question for quota in survey.quotas)}


def performed(survey: Definition, act: str, opened: str) -> Acted:
    """The draft after a button was pressed; a button of no meaning changes nothing.

    Raises:
        NoSuchQuestion: what it is about is not there any more.
        NotASurvey: there is no such kind of question.
    """
    verb, *about = act.split(":")
    perform = ACTS.get((verb, len(about)))
    return perform(survey, opened, *about) if perform else (survey, opened)


def _open(survey: Definition, _opened: str, *about: str) -> Acted:
    return survey, ":".join(about)


def _add(survey: Definition, opened: str, section: str, kind: str) -> Acted:
    key = new_key("", "question", survey.items)
    changed = shaping.with_question(survey, section, blank(kind, key, {}), after=opened.removeprefix("question:"))
    return changed, f"question:{key}"


def _add_section(survey: Definition, _opened: str) -> Acted:
    key = new_key("", "part", [one.key for one in survey.sections])
    return shaping.with_section(survey, Section(key=key)), f"section:{key}"


def _move(by: int) -> Callable[..., Acted]:
    def moved(survey: Definition, opened: str, what: str, key: str) -> Acted:
        move = shaping.with_moved_section if what == "section" else shaping.with_moved_question
        return move(survey, key, by), opened

    return moved


def _place(survey: Definition, opened: str, key: str, section: str, place: str) -> Acted:
    return shaping.with_placed_question(survey, key, section, int(place) if place.isdecimal() else 0), opened


def _copy(survey: Definition, _opened: str, _what: str, key: str) -> Acted:
    item = shaping.question_of(survey, key)
    new = new_key(key, "question", survey.items)
    copied = read_item({**msgspec.to_builtins(item), "key": new})
    section = survey.sections[shaping.place_of(survey, key).section].key
    return shaping.with_question(survey, section, copied, after=key), f"question:{new}"


def _take_out(survey: Definition, _opened: str, what: str, key: str) -> Acted:
    take_out = shaping.without_section if what == "section" else shaping.without_question
    return take_out(survey, key), ""


def _speak(survey: Definition, opened: str, language: str) -> Acted:
    if language not in languages.NAMES:
        return survey, opened
    spoken = dict.fromkeys([*survey.languages, language])
    return msgspec.structs.replace(survey, languages=tuple(spoken)), opened


def _speak_no_more(survey: Definition, opened: str, language: str) -> Acted:
    spoken = tuple(one for one in survey.languages if one != language)
    return msgspec.structs.replace(survey, languages=spoken or survey.languages), opened


ACTS: dict[tuple[str, int], Callable[..., Acted]] = {
    ("open", 0): _open,
    ("open", 1): _open,
    ("open", 2): _open,
    ("add", 2): _add,
    ("add-section", 0): _add_section,
    ("up", 2): _move(-1),
    ("down", 2): _move(1),
    ("place", 3): _place,
    ("copy", 2): _copy,
    ("remove", 2): _take_out,
    ("speak", 1): _speak,
    ("unspeak", 1): _speak_no_more,
}
"""By the verb and how much it says of what it is about."""
