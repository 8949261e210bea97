"""Logs: one JSON object a line on standard error; names of things and kinds of errors, never a value of a person's."""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path

OURS = Path(__file__).parents[2]


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON; line breaks in a message are escaped, so no line can be forged."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record, with only the kind of an exception."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage()[:1000],
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=True)


def innermost_of_ours(trouble: BaseException) -> str:
    """Where in leadgate an error came up, however deep below in a library: `leadgate/groups/queries.py:31 (members)`.

    Args:
        trouble: as it was caught.

    Returns:
        File, line and function of the innermost frame of ours; `-` where none is.
    """
    for frame, line in reversed(list(traceback.walk_tb(trouble.__traceback__))):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(OURS / "leadgate") or path.is_relative_to(OURS / "workers"):
            return f"{path.relative_to(OURS)}:{line} ({frame.f_code.co_name})"
    return "-"


def speak_json(level: int = logging.WARNING) -> None:
    """Make every logger of this process write such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
