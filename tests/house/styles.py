"""What people's pages are styled with: `python -m tests.house.styles` writes it; `make styles` is the same.

Pico and the theme hold much that only staff see. A prospect on a slow phone loads one file with the rules that some
page of theirs can meet: a rule stays where each class, id, element and attribute it names is a word of a template or
script of those pages, and a custom property where it is used.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from leadgate.foundation.web.markdown import TAGS
from leadgate.questions.kinds.item import Item

ROOT = Path(__file__).parents[2]
STATIC, TEMPLATES = ROOT / "leadgate/static", ROOT / "templates"
SOURCES = (STATIC / "pico.classless.min.css", STATIC / "leadgate.css")
SHEET = STATIC / "people.css"
FOR_STAFF = re.compile(r'\{% extends "(?:studio|office|moderation)_base\.html" %\}')
SCRIPTS = ("survey.js", "drafts.js", "proof.js")
BY_FORMS = {"html", "body", "input", "textarea", "select", "option", "file", "hidden", "lang", "dir", *TAGS}
"""What WTForms, the browser and Markdown put on a page."""
GROUPS = {"media", "supports", "layer"}
NAMED = re.compile(
    r"""
    :(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)  # may be met one way or the other
    | ::?[\w-]+(?:\([^()]*\))?
    | \[([\w-]+)(?:[~|^$*]?="?([\w-]+)"?)?\]
    | ([\w-]+)
    """,
    re.VERBOSE,
)


def words() -> set[str]:
    """Every word of what people's pages are made of; a mail has styles of its own."""
    pages = [path for path in TEMPLATES.rglob("*.html") if path.parts[len(TEMPLATES.parts)] != "mail"]
    texts = [text for path in pages if not FOR_STAFF.search(text := path.read_text())]
    texts += [(STATIC / name).read_text() for name in SCRIPTS]
    shapes = {f"as-{kind.shape}" for kind in _kinds(Item)}
    return {word for text in texts for word in re.findall(r"[A-Za-z][\w-]*", text)} | BY_FORMS | shapes


def _kinds(kind: type[Item]) -> Iterator[type[Item]]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def made() -> str:
    """The file as it should be."""
    known, used = words(), None
    rules = tinycss2.parse_stylesheet("\n".join(path.read_text() for path in SOURCES), True, True)
    while used != (asked := set(re.findall(r"var\(\s*(--[\w-]+)", kept := "".join(_kept(rules, known, used))))):
        used = asked
    return f"/* Made by `make styles` of pico.classless.min.css (MIT) and leadgate.css; change those. */\n{kept}\n"


def _kept(rules: list[Node], known: set[str], used: set[str] | None) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            chosen = [one for one in _selectors(rule) if _can_be_met(one, known)]
            if chosen and (says := _declarations(rule.content, used)):
                yield f"{','.join(chosen)}{{{says}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in GROUPS and rule.content is not None:
            if body := "".join(_kept(tinycss2.parse_rule_list(rule.content, True, True), known, used)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}{{{body}}}"
        elif isinstance(rule, AtRule):
            yield rule.serialize()


def _declarations(content: list[Node], used: set[str] | None) -> str:
    """What a rule says, without custom properties that nothing asks for."""
    found = [one for one in tinycss2.parse_blocks_contents(content, True, True) if isinstance(one, Declaration)]
    kept = [one for one in found if used is None or not one.name.startswith("--") or one.name in used]
    return ";".join(f"{one.name}:{_value(one)}" for one in kept)


def _value(one: Declaration) -> str:
    return tinycss2.serialize(one.value).strip() + ("!important" if one.important else "")


def _selectors(rule: QualifiedRule) -> Iterator[str]:
    """Its selectors one by one; a comma inside brackets is no end of one."""
    one: list[Node] = []
    for token in [*rule.prelude, None]:
        if token is None or token == ",":
            yield " ".join(tinycss2.serialize(one).split())
            one = []
        elif token.type != "comment":
            one.append(token)


def _can_be_met(selector: str, known: set[str]) -> bool:
    return all(not name or name in known for pair in NAMED.findall(selector) for name in pair)


if __name__ == "__main__":
    SHEET.write_text(made())
