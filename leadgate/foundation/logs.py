"""Logs: one JSON object a line on standard error; names of things and kinds of errors, never a value of a person's."""

import json
import logging
from datetime import UTC, datetime


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


def speak_json(level: int = logging.WARNING) -> None:
    """Make every logger of this process write such lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
