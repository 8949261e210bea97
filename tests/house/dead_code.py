"""What nothing calls: `python -m tests.house.dead_code` names it and fails; a part of `make lint`.

Code is reached from other code, from templates, and from what rooms declare of themselves. What a manifest does not
name is not reached, so a promise that a room forgets to hand over (an expiry, a letter) is found here.
"""

import re
import sys
from pathlib import Path

from vulture import Vulture

from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house_check import refs_of
from leadgate.rooms import ROOMS

ROOT = Path(__file__).parents[2]
CALLED_BY_LIBRARIES = {
    *("get_timestamp", "process_bind_param", "process_result_value"),  # itsdangerous, SQLAlchemy
    *("list_commands", "get_command", "format_commands"),  # click
    *("get_translations", "wrap_formdata", "redirect_request", "pre_validate", "process_formdata", "_value"),  # WTForms
    *("is_authenticated", "is_active", "is_anonymous", "get_id"),  # Flask-Login
    *("_put", "Channel", "EVERY_SECONDS", "Forgetful", "setup_schedule"),  # Celery and kombu
    *("sendall", "makefile", "readinto", "do_GET", "do_POST"),  # http.client, http.server and io
    *("handle_starttag", "handle_endtag", "handle_data"),  # html.parser
    *("StartResponse", "WSGIEnvironment", "LazyString", "HolidayBase", "WriteableBuffer"),  # in annotations as text
    *("Browser", "Dialog", "Playwright"),  # the same, of Playwright
}
FOR_TESTS = {"step_down", "wait_until_counted"}
"""What operators and tests alone reach."""
DECORATED = ["@pages.*", "@app.*", "@*.command*", "@*.group*", "@event.listens_for*", "@*.connect*"]
KINDS = {"function", "method", "class", "property", "import"}


def declared() -> set[str]:
    """The names that manifests hand over."""
    house = assemble(ROOMS)
    return {ref.rpartition(":")[2] for room in house.rooms for ref in refs_of(house, room)}


def in_templates() -> set[str]:
    """Every word of every template."""
    texts = (path.read_text() for path in (ROOT / "templates").rglob("*") if path.is_file())
    return {word for text in texts for word in re.findall(r"\w+", text)}


def unused() -> list[str]:
    """Each place nothing reaches."""
    looked = Vulture(ignore_names=["validate_*", "_sa_*"], ignore_decorators=DECORATED)
    sources = [str(ROOT / name) for name in ("leadgate", "workers", "config.py")]
    looked.scavenge(sources, exclude=["*/migrations/*"])
    reached = declared() | in_templates() | CALLED_BY_LIBRARIES | FOR_TESTS
    found = [each for each in looked.get_unused_code(min_confidence=60) if each.typ in KINDS]
    return [f"{each.filename}:{each.first_lineno} {each.name}" for each in found if each.name not in reached]


if __name__ == "__main__":
    sys.exit("\n".join(["Nothing reaches this:", *found]) if (found := unused()) else 0)
