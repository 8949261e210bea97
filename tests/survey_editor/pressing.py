"""The editor's buttons, as a marketer without a script presses them."""

from leadgate.survey_editor import documents
from tests.facts import forget_what_was_read


def draft_of(number):
    forget_what_was_read()
    return documents.newest(number)


def press(marketer, number, act, here="", **typed):
    """Press a button of the editor, with something open in it and something typed there."""
    path = f"/studio/surveys/{number}/edit"
    return marketer.press(f"{path}?open={here}", path, act=act, **typed)
