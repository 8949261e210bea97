"""The editor's lists of answers: a row each, in the order they stand, and more of them pasted as lines."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from leadgate.questions.keys import new_key
from leadgate.questions.kinds import Choice
from leadgate.questions.kinds.choice import OTHER
from leadgate.survey_editor.form.fields import MOST_ROWS, Fields

LEAST_ROWS = 3
SPARE_ROWS = 2
PASTED = "pasted"


def fields_of_rows(name: str, choices: Iterable[Choice]) -> dict[str, list[str]]:
    """Answers as fields of the form."""
    found: dict[str, list[str]] = {}
    for at, one in enumerate(choices):
        found[f"{name}.{at}.key"] = [one.key]
        found |= {f"{name}.{at}.{language}": [text] for language, text in one.label.items()}
        found |= {f"{name}.{at}.alone": ["y"]} if one.alone else {}
        found |= {f"{name}.{at}.picture": [one.picture]} if one.picture else {}
    return found


def rows_shown(form: Fields, name: str) -> list[int]:
    """The numbers of the rows to draw: those with something in them, and some to go on with."""
    rows = form.filled_rows(name)
    spare = max(SPARE_ROWS, LEAST_ROWS - len(rows))
    first = max(form.rows(name), default=-1) + 1
    return [*rows, *range(first, first + spare)]


def with_moved_row(form: Fields, act: str) -> Fields:
    """The form with one row in another place, or taken out, where a button asks for that; else as it is.

    Args:
        form: as it was sent.
        act: `row-up:choices:3`, `row-down:…`, `row-remove:…`, or `row-place:choices:3:0`, the last a place in the list.
    """
    verb, _colon, about = act.partition(":")
    name, _colon, numbers = about.partition(":")
    number, _colon, place = numbers.partition(":")
    rows = form.rows(name)
    if not verb.startswith("row-") or not number.isdecimal() or int(number) not in rows:
        return form
    if verb == "row-remove":
        return form.with_emptied_row(name, int(number))
    at = rows.index(int(number))
    rows.pop(at)
    there = {"row-up": at - 1, "row-down": at + 1, "row-place": int(place) if place.isdecimal() else at}.get(verb, at)
    rows.insert(max(0, there), int(number))
    return form.with_rows(name, rows)


def typed_rows(form: Fields, name: str, languages: Sequence[str], before: Iterable[Choice]) -> list[dict[str, Any]]:
    """The answers a form holds, as plain data.

    Each keeps the name it has; a new one gets one after its words. Rows left empty are left out. An answer that has no
    row stays: the page has not heard of it yet. Pasted lines come last, in the first of the languages.
    """
    earlier = {one.key: one for one in before}
    had = {key: one.label for key, one in earlier.items()}
    kept = {form.typed(f"{name}.{at}.key") for at in form.rows(name)}
    # A new row that was saved a moment ago, by a page that has not heard yet what it is called.
    saved = {tuple(label.get(one) for one in languages): key for key, label in had.items() if key not in kept}
    found: list[dict[str, Any]] = []
    for at in form.rows(name):
        key = form.typed(f"{name}.{at}.key")
        words = form.words(f"{name}.{at}", languages, had.get(key, {}))
        if any(texts := tuple(words.get(one) for one in languages)):
            key = key or saved.pop(texts, "") or _new_name(words, [*had, *(one["key"] for one in found)])
            picture = "" if form.has(f"{name}.{at}.bare") else form.typed(f"{name}.{at}.picture")
            alone = form.has(f"{name}.{at}.alone")
            found.append({"key": key, "label": words, "alone": alone, "picture": picture})
    found += [msgspec.to_builtins(earlier[key]) for key in saved.values()]
    for line in form.typed(f"{name}.{PASTED}").split("\n")[: MOST_ROWS - len(found)]:
        if words := {languages[0]: line.strip()} if line.strip() else {}:
            found.append({"key": _new_name(words, [*had, *(one["key"] for one in found)]), "label": words})
    return found


def _new_name(words: dict[str, str], taken: Iterable[str]) -> str:
    # “Other” is the commonest answer, and not the line for words.
    return new_key(next(iter(words.values())), "answer", [OTHER, *taken])
