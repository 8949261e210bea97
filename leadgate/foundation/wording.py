"""How figures, dates and the words of the machine are written for a reader."""

from datetime import datetime

from flask import Flask
from flask_babel import LazyString, format_date, format_decimal, format_time, gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape

from leadgate.foundation.files.sizes import file_size
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import offset_of, zone_name
from leadgate.foundation.permissions import Role
from leadgate.foundation.words import Text

KEPT_BY_THE_HOUSE = {"vault_key": Text("keys"), "*": Text("everything")}

# Flask-Babel takes its lazy texts for HTML. Ours are text, and what somebody typed may stand in them: templates escape
# them like any other, once they do not say that they are HTML already.
if hasattr(LazyString, "__html__"):
    del LazyString.__html__


def register_filters(app: Flask) -> None:
    """Give the templates these filters."""
    app.jinja_env.filters.update(
        day=day, moment=moment, number=format_decimal, file_size=file_size, plainly=plainly, plain_lines=plain_lines
    )
    app.jinja_env.globals.update(zone_name=zone_name)
    app.jinja_env.filters.update(address=address)
    app.jinja_env.filters.update(kind_of_data=kind_of_data, with_value=with_value)
    app.jinja_env.filters.update(look_words=look_words, role_words=role_words, shown_by_words=shown_words)


def plainly(value: object) -> str:
    """A value of the database for a person to read."""
    match value:
        case None:
            return ""
        case datetime():
            return moment(value)
        case bool():
            return str(_("yes") if value else _("no"))
    return str(value)


def lazy_day(at: datetime) -> LazyString:
    """A day as its reader writes it, which is known only where somebody reads."""
    return LazyString(format_date, at)


def day(at: datetime) -> str:
    """A date as the reader's language writes it."""
    return str(format_date(at, "medium"))


def moment(at: datetime) -> str:
    """A date and a time to the minute here, as the reader's language writes them, and how far that is from UTC."""
    day_and_time = {"day": format_date(at, "medium"), "time": format_time(at, "short")}
    return str(gettext("%(day)s, %(time)s %(offset)s", **day_and_time, offset=offset_of(at)))


def with_value(label: object, value: object) -> str:
    """A label and its value, as the reader's language sets the two apart.

    Args:
        label: plain text; a `Markup` is shown as it is written.
        value: the same.
    """
    return str(gettext("%(label)s: %(value)s", label=label, value=value))


def kind_of_data(name: str) -> str:
    """A table, a store, or a step of an erasure, in the reader's words."""
    return str(_words_of_data().get(name.removeprefix("rows: "), name))


def _words_of_data() -> dict[str, Text]:
    house = installation().house
    tables = {name: words for room in house.rooms for name, words in room.personal.tables.items()}
    return KEPT_BY_THE_HOUSE | tables | {store.name: store.words for store in house.personal("stores")}


def look_words(name: str) -> str:
    """What staff looked at, as the person reads it; looks of a room that was taken out are still told."""
    look = installation().house.looks.get(name)
    return str(look.seen if look else gettext("something of yours, in a part of this site that is gone"))


def role_words(role: str) -> str:
    """What somebody of the staff is, as the person reads it at whom they looked."""
    return str(Role(role).words)


def shown_words(name: str) -> str:
    """Which data a kind of look shows, as an authority reads it."""
    look = installation().house.looks.get(name)
    return str(look.shows if look else gettext("data of a part of this site that is gone"))


def address(text: str) -> Markup:
    """A mail address that breaks behind its @ where it does not fit into a line; its title is whole."""
    local, at, domain = text.rpartition("@")
    return Markup('<span title="{}">{}<wbr>{}</span>').format(text, local + at, domain)


def plain_lines(text: str) -> Markup:
    """What somebody typed, with its line breaks and nothing else."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())
