"""What no page says: names of columns, states and classes, JSON, and in Chinese the punctuation of another script."""

import re

from playwright.sync_api import Page

MACHINE = re.compile(
    r"""
    (?<![\w./@-]) [a-z]+ (?:_[a-z]+)* _(?:id|at|key|ids|sha256) \b   # a column
    | \{["'] | \[["'] | ["']\]                                       # JSON
    | \b [A-Z]\w+ \. [A-Z][A-Z_]{2,} \b                              # a member of an enumeration
    | <[A-Z]\w+ | \b (?:undefined|NaN|null) \b                       # what Python or JavaScript calls a thing
    | %\(\w+\)[sd] | &(?:amp|lt|gt|quot|\#\d+);                      # what was not filled in, or escaped twice
    """,
    re.VERBOSE,
)
HAN = "[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN}\s?[,;:!?](?=\s|{HAN}|$)|[,;:]\s?{HAN}|{HAN}\s?\((?![a-z]\))|\({HAN}|{HAN}\.(?=\s|$)")
"""A comma, colon or bracket of Latin script beside a Han sign; "(f)" of a law's letter stands as the law has it."""
SEEN = """() => [document.body.innerText, document.title,
  ...[...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")].flatMap(
    one => ["aria-label", "title", "placeholder", "alt"].map(name => one.getAttribute(name) || "")),
  ...[...document.querySelectorAll("option")].map(one => one.textContent)].join("\\n")"""


def machine_words(page: Page, language: str) -> list[str]:
    """What of a page's words is none of a person's language, with what stands beside it."""
    seen = page.evaluate(SEEN)
    found = [*MACHINE.finditer(seen), *(HALF_WIDTH.finditer(seen) if language == "zh-Hant" else ())]
    return [seen[max(0, one.start() - 20) : one.end() + 20] for one in found]
