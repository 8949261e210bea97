"""Which column is which question: by its name here, by its words in any language, by the codes of LimeSurvey.

A number or a code before the words does not hide them. Columns that say who somebody is are never taken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from leadgate.questions.kinds import ConstantSum, Matrix, OneChoice, Ranking, SeveralChoices
from leadgate.questions.kinds.choice import OTHER
from leadgate.survey_imports import somebody
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.targets import DAY, KIND, LANGUAGE, LEFT_OUT, NEVER, STATE, WHOLE, WORDS, Target
from leadgate.survey_imports.wording import SOMETHING_ELSE, behind_codes, is_something_else, plain, without_codes

DAYS = {
    *("submitdate", "submit date", "submit date utc", "submitted at", "submitted on", "date submitted", "timestamp"),
    *("time stamp", "completed at", "finished at", "finished on", "end date", "enddate", "created at", "date", "day"),
    *("recorded date", "recordeddate", "date modified", "completion time", "completion date", "end time", "end"),
    *("submission date", "submission time", "submitted", "date of submission", "time submitted", "submitted date"),
    *("date completed", "completed on", "time completed", "time finished", "finish time", "finish date", "ended at"),
    *("response date", "answered at", "answered on"),
    *("datum abgeschickt", "abgeschickt am", "fertigstellungszeit", "enddatum der umfrage", "date de soumission"),
    *("heure de fin", "date d envoi", "hora de finalización", "fecha de envío", "提交日期", "填答時間", "作答時間"),
    *("時間戳記", "时间戳记", "提交時間", "提交时间", "完成時間", "完成时间", "日期", "zeitstempel", "horodateur"),
    *("marca temporal", "enddatum", "date de fin", "fecha de finalización"),
}
STARTED = {
    *("started", "started at", "started on", "start date", "start date utc", "startdate", "start time", "start"),
    *(
        "time started",
        "date started",
        "date created",
        "created",
        "startzeit",
        "heure de début",
        "hora de inicio",
        "開始時間",
        "开始时间",
    ),
}
"""Days as well, where no column says when it ended."""
LANGUAGES = {"language", "startlanguage", "start language", "user language", "userlanguage"}
LANGUAGES |= {"語言", "语言", "sprache", "langue", "idioma"}
STATES = {"state", "completed", "is finished", "complete"}
FINISHED = "finished"
"""Our own files call the day so; others ask with it whether somebody came to the end."""
ENDED = {"yes", "y", "true", "1", FINISHED, "complete", "completed", "wahr", "vrai", "verdadero", "是", "真"}
BROKEN_OFF = {"no", "n", "false", "0", "falsch", "faux", "falso", "partial", "否", "假"}
OF_KIND = {"status", "response type", "response status", "submission status"}
NO_RESPONSES = {
    *("survey preview", "preview", "spam", "possible spam", "survey test", "test", "test response", "test data"),
    *("partial", "disqualified", "incomplete", "in progress", "screened out", "terminated", "abandoned", "deleted"),
    *("over quota", "quota full", "overquota", "offline survey preview"),
}
"""What stands in a column of states where a row is no response."""
RESPONSES = {"ip address", "complete", "completed", "imported", "anonymous", "offline"}
CODED = {"1", "2", "8", "9", "12", "17", "40"}
"""The same by the numbers of Qualtrics."""
OF_QUALTRICS = {"status", "response type"}
LOOKED_AT = 50
_OTHER = re.compile(rf"(.*?) {SOMETHING_ELSE}")
_CHOSEN = re.compile(r" (?:selected choice|ausgewählte auswahl|choix sélectionné|opción seleccionada)\b")


def guessed(table: Table, targets: Mapping[str, Target]) -> list[str]:
    """What each column is, as far as one can tell; no question is read from two columns."""
    known, taken, found, before = _names(targets.values()), set[str](), list[str](), ""
    for at, name in enumerate(table.names):
        cells = [row[at] for _nth, row in table.rows if row[at]][:LOOKED_AT]
        names = [name, *(table.also[at] if table.also else ())]
        names += behind_codes(names)
        guess = _asked(names, known)
        if somebody.holds_addresses(cells) or somebody.is_called_so(names) or (not guess and somebody.sounds_so(names)):
            guess = NEVER
        guess = guess or _special_of(names, cells) or _beside(name, targets.get(before), targets)
        found.append(LEFT_OUT if guess in taken else guess)
        taken |= {guess} - {LEFT_OUT, NEVER}
        before = guess if guess in targets else before
    return found if DAY in taken else _with_start(table.names, found)


def _with_start(names: Sequence[str], found: list[str]) -> list[str]:
    """The same with the day it began as the day, where there is no other."""
    for at, name in enumerate(names):
        if found[at] == LEFT_OUT and any(plain(one) in STARTED for one in (name, *behind_codes([name]))):
            return [*found[:at], DAY, *found[at + 1 :]]
    return found


def _asked(names: Sequence[str], known: Mapping[str, str]) -> str:
    """The question, or the part of one, that is called so."""
    return next(filter(None, (_named(name, known) for name in names)), LEFT_OUT)


def _special_of(names: Sequence[str], cells: Sequence[str]) -> str:
    said, values = {*map(plain, names)}, {plain(one) for one in cells}
    if said >= OF_QUALTRICS and values <= CODED | {"0", "4", "16"}:
        return KIND
    if said & OF_KIND and values & (NO_RESPONSES | RESPONSES):
        return KIND
    return next(filter(None, (_special(plain(name), cells) for name in names)), LEFT_OUT)


def _named(name: str, known: Mapping[str, str]) -> str:
    """The question a name is of, or its part; nothing where it is of none."""
    whole = plain(name)
    for said in (whole, *without_codes(whole)):
        for one in dict.fromkeys((said, _CHOSEN.sub("", said))):
            if (found := known.get(one)) is not None:
                is_other = name.strip().casefold().endswith("[other]")
                return known.get(f"{one} {WORDS}", found) if is_other else found
            if found := _other_before(one, known):
                return found
            if (other := _OTHER.fullmatch(one)) and (found := known.get(f"{other[1]} other {WORDS}")):
                return found
    return LEFT_OUT


def _other_before(said: str, known: Mapping[str, str]) -> str:
    """The words for something else of a question whose name stands behind: `Other - Write In:How did …`."""
    words = said.split()
    ways = (at for at in range(1, len(words)) if is_something_else(" ".join(words[:at])))
    return next(filter(None, (known.get(f"{' '.join(words[at:])} other {WORDS}") for at in ways)), LEFT_OUT)


def _special(said: str, cells: Sequence[str]) -> str:
    values = {plain(one) for one in cells}
    is_state = values <= ENDED | BROKEN_OFF
    if said in DAYS or (said in (FINISHED, "completed") and not is_state):
        return DAY
    if said in LANGUAGES:
        return LANGUAGE
    return STATE if said in STATES or said == FINISHED else LEFT_OUT


def _beside(name: str, before: Target | None, targets: Mapping[str, Target]) -> str:
    """The words for something else of the question before, where a column is called like them and nothing more."""
    if before is None or not is_something_else(name):
        return LEFT_OUT
    part = {OneChoice: WORDS, SeveralChoices: OTHER}.get(type(before.item), WHOLE)
    found = f"{before.item.key}/{part}"
    return found if found in targets else LEFT_OUT


def _names(targets: Iterable[Target]) -> dict[str, str]:
    """What each target may be called, as `plain` writes it; what could be two is neither."""
    found: dict[str, str] = {}
    double = set[str]()
    every = [*targets]
    for one in every:
        for name in dict.fromkeys(map(plain, _called(one))):
            if found.setdefault(name, one.name) != one.name:
                double.add(name)
    ordered = (name for one in every if isinstance(one.item, Ranking | ConstantSum) for name in one.names)
    double |= found.keys() & {*map(plain, ordered)}
    for name in double - {plain(one.name) for one in every if not one.part}:
        del found[name]
    for one in (each for each in every if not each.part):
        for label in one.item.label.values():
            for shorter in without_codes(plain(label)):
                found.setdefault(shorter, one.name)
    return found


def _called(target: Target) -> Iterator[str]:
    item, part = target.item, target.part
    asked = [item.key, *item.label.values()]
    if not part:
        yield from asked
        return
    if part == WORDS:
        yield from (f"{one} other {WORDS}" for one in asked)
        yield from (f"{one} words" for one in asked)
        yield from (f"{one} other" for one in asked if not isinstance(item, SeveralChoices))
        return
    yield from (f"{one} {name}" for one in asked for name in (part, *target.names))
    yield from (f"{name} {one}" for one in asked for name in target.names)
    if isinstance(item, SeveralChoices | Matrix):
        yield from target.names
