"""What people who are brought along without proof are asked, once: whether they want it."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.lead_imports import room as tokens
from leadgate.lead_imports.errors import QuestionOver
from leadgate.people.verification.types import Link, VerificationKind

WANTED = VerificationKind(
    room="lead_imports",
    word="lead-asked",
    link=Link(tokens.WANTED, "confirm/"),
    link_lasts=timedelta(days=14),
    kept=timedelta(days=14),
    kept_for=_("fourteen days"),
    rule="lead_asked",
    over=QuestionOver,
    letter="lead_imports/asked",
    shows="actions.asking:shown",
    settles="actions.asking:settle",
    circumstances="public:circumstances",
    proven="actions.asking:agreed",
    again="actions.asking:agreed_before",
    onward="public:agreed",
    page="lead_imports/asked.html",
    one_click=False,
    times_letter=True,
    most_mails=1,
)
