"""What the team puts among the first steps."""

from flask_login import current_user

from leadgate.foundation.house.staff_pages import FirstStep
from leadgate.foundation.words import text as _


def _can_come_back() -> bool:
    return bool(current_user.has_password or current_user.has_passkey or current_user.is_known_elsewhere)


WAY_BACK = FirstStep(
    _("Choose a password"),
    _("Or a passkey. The link you came by works once: without either you could not come back."),
    _can_come_back,
    "owners#the-team",
    "staff_own.password",
    "team.invite",
    order=5,
)
