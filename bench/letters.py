"""Letters: filled for each reader by joining bytes, against the standard library's message built whole for each.

Both are made in the same run, in turn, and parse to the same (`tests/letters/test_composing.py`).
"""

import statistics
import time
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

from leadgate.foundation.mail.composing import WIRE
from leadgate.letters.composing.frame import Composition
from leadgate.letters.composing.mjml import html_of
from leadgate.letters.composing.plain import plain_of
from leadgate.letters.fields import Marks, PersonalField
from tests.letters.samples import AT, BASE, FRAME, HEADERS, WORDING, letter, reader

FILLED, BUILT, TIMES = 5_000, 150, 5
BAR = 1_500
"""Letters a second a process."""


def measured() -> dict[str, object]:
    """How many letters a second, each way, and one against the other."""
    made = letter()
    values = [{"name": f"Somebody {number}", "company": f"Bakery {number} & Söhne"} for number in range(FILLED)]
    build = _by_the_library()
    ours, theirs = [], []
    for _time in range(TIMES):
        ours.append(FILLED / _seconds(lambda: [made.filled(reader(**one)) for one in values]))
        theirs.append(BUILT / _seconds(lambda: [build(one) for one in values[:BUILT]]))
    filling, building = statistics.median(ours), statistics.median(theirs)
    return {
        "work": "letters: filling",
        "bytes": len(made.filled(reader(**values[0]))),
        "per_second": round(filling),
        "against_per_second": round(building),
        "ratio": round(filling / building, 1),
        "bar": BAR,
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _by_the_library() -> Callable[[dict[str, str]], bytes]:
    """Builds the same letter as `EmailMessage`, its words composed once as ours are."""
    work = Composition(FRAME, Marks(frozenset({"name", "company"})), BASE)
    parts = [list(work.marks.pieces(one)) for one in (WORDING.subject, plain_of(WORDING, work), html_of(WORDING, work))]
    parts[0] = list(work.marks.pieces(work.marks.marked(WORDING.subject)))

    def build(values: dict[str, str]) -> bytes:
        known = {**values, "@unsubscribe": f"{BASE}/u/token-1.2_3"}
        subject, plain, html = (_said(part, known) for part in parts)
        mail = EmailMessage(policy=WIRE)
        mail["To"], mail["Subject"], mail["Date"] = "ada@example.org", subject, AT
        mail["Message-ID"] = "<01@letters.example.org>"
        mail["List-Unsubscribe"] = f"<mailto:u+1@example.org>, <{BASE}/u/token-1.2_3>"
        for name, value in HEADERS.items():
            mail[name] = value
        mail.set_content(plain)
        mail.add_alternative(html, subtype="html")
        return mail.as_bytes()

    return build


def _said(part: list[str | PersonalField], known: dict[str, str]) -> str:
    return "".join(one if isinstance(one, str) else escape(known.get(one.name) or one.instead or "") for one in part)
