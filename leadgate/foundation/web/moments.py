"""Fields in which a day and a time are typed, as the clocks of the installation show them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext
from wtforms import DateTimeLocalField

from leadgate.foundation.local_time import NoSuchTime, moment_at, zone, zone_name

AS_TYPED = "%Y-%m-%dT%H:%M"


class MomentField(DateTimeLocalField):  # type: ignore[misc]
    """A moment: shown and typed in the installation's time zone, which the form names; its data is in UTC.

    Takes what browsers send (HTML, local date and time), and with an offset from UTC what programs do (RFC 3339).
    """

    data: Any

    @property
    def zone_name(self) -> str:
        """The zone in which it is typed, in the reader's words."""
        return zone_name()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.astimezone(zone()).strftime(AS_TYPED) if self.data else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read what was typed; nothing is None."""
        typed, self.data = (valuelist[0].strip() if valuelist else ""), None
        if not typed:
            return
        try:
            self.data = moment_at(datetime.fromisoformat(typed))
        except NoSuchTime as refusal:
            raise ValueError(str(refusal)) from refusal
        except (ValueError, OverflowError) as refusal:
            raise ValueError(gettext("Please type a day and a time, such as 2026-02-28T18:30.")) from refusal
