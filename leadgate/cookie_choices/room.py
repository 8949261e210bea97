"""What the house must know of the record of choices, which is about nobody who has not asked to be linked to it."""

from datetime import timedelta

from leadgate.foundation.house.rooms import Command, Nav, NavGroup, Personal, Room, Task
from leadgate.foundation.permissions import Role, permission
from leadgate.foundation.words import text as _

PROVE = permission(
    "cookies:choice:prove", "prove choices of visitors by their number, and the batches they are in", Role.OFFICER
)

ROOM = Room(
    name="cookie_choices",
    models=("models",),
    views=("public:pages", "office:pages", "studio:pages", "me:pages"),
    permissions=(PROVE,),
    nav=(
        Nav("staff", "cookie_office.index", _("Cookie choices"), PROVE, 60, NavGroup.PRIVACY, "officers"),
        Nav("cookie-site", "cookie_figures.of_site", _("Figures")),
    ),
    slots={"retention": "slots:kept_about_nobody", "my-data": "slots:mine"},
    personal=Personal(
        tables={"cookie_receipt": _("receipts of cookie choices that you added")},
        columns={"receipt": _("Receipt"), "added_at": _("Added")},
    ),
    direct={"POST /c/": "answering:of_request"},
    commands={"cookies prove": Command("commands:prove", "Print the receipt of a choice, by its number.")},
    answers={
        "ledger.kept_notices": "comparing:kept_notices",
        "ledger.batches_otherwise": "comparing:batches_otherwise",
    },
    schedule={
        "close": Task(timedelta(hours=1), "actions.closing:close_all"),
        "expire": Task(timedelta(hours=6), "actions.expiring:expire_all"),
    },
)
