"""What stands beside a sum that is shared, as one types, is what the server says of it."""

import re

from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.constant_sum import ConstantSum
from tests.questions.numbers_typed import BOTH_WAYS, NONE, ONE_WAY_ONLY
from tests.surveys.scenes import choices, published, question, small

SHARED = [
    *(["33.3333333", "33.3333333", "33.3333334"], ["33.333333", "33.333333", "33.333334"], ["1e2", "", ""]),
    *(["٤٠", "40", "20"], ["４０", "۴۰", "२०"], ["-10", "60", "50"], ["0.1", "0.2", "99.7"], ["50", "50", "x"]),
    *([one, "", ""] for one in (*ONE_WAY_ONLY, *BOTH_WAYS, *NONE)),
]
WORDS = {
    r"Together it has to be 100: (.*) are left to give\.": "{} left of 100",
    r"Together it has to be 100: these are (.*) too many\.": "{} too many",
    r"(No thing can get less than nothing\.)": "{}",
    r"Please type a number\.": "Please type numbers only.",
}
READ = """(all) => {
  const box = document.querySelector("[data-shares]"), inputs = box.querySelectorAll("input");
  return all.map((typed) => {
    inputs.forEach((one, at) => one.value = typed[at]);
    inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
    return box.querySelector(".shared").textContent; }); }"""


def said_by_server(item: ConstantSum, typed: list[str]) -> str:
    """What the server says of it, in the words of the line beside the fields."""
    try:
        answer = item.read(MultiDict({f"q.spends.{key}": text for key, text in zip("abc", typed, strict=True)}))
    except NotAnAnswer as refusal:
        for pattern, line in WORDS.items():
            if found := re.fullmatch(pattern, str(refusal)):
                return line.format(*found.groups())
        raise
    return "100 shared, nothing left" if answer else "100 left of 100"


def test_the_line_beside_a_sum_says_what_the_server_says_whatever_is_typed(browser, demonstration):
    survey = small(question("spends", "constant_sum", choices=choices("a", "b", "c")))
    [item] = survey.items.values()
    published(survey, "shared-sum")
    page = browser.new_context(locale="en").new_page()
    page.goto(f"{demonstration.url}/s/shared-sum?lang=en")
    lines = page.evaluate(READ, SHARED)
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "en")
    with app.test_request_context():
        said = [said_by_server(item, typed) for typed in SHARED]
    assert [re.sub(r": .* in all$", "", line) for line in lines] == said
    assert len(set(said)) > 20
