"""People's pages load one file of styles, and it has every rule that one of them can meet."""

import re

from tests.house import styles


def test_the_styles_of_people_s_pages_are_up_to_date():
    assert styles.SHEET.read_text() == styles.made(), "run `make styles`"


def test_every_word_a_page_may_be_styled_by_keeps_its_rules():
    kept = styles.SHEET.read_text()
    named = set(re.findall(r"\.([a-z][\w-]*)", (styles.STATIC / "leadgate.css").read_text()))
    asked = {name for name in named & styles.words() if f".{name}" not in kept}
    assert asked == set()
    assert ".as-choices" in kept, "a kind of question is named by its shape"


def test_what_only_staff_see_weighs_nothing_for_people():
    kept = styles.SHEET.read_text()
    assert ".funnel" not in kept
    assert "dialog" not in kept
    assert len(kept) < 0.75 * sum(len(path.read_text()) for path in styles.SOURCES)
