"""What each role is trusted with, as somebody reads it who gives it to a colleague."""

from leadgate.foundation.permissions import Role
from leadgate.foundation.words import Text
from leadgate.foundation.words import text as _

TRUSTED_WITH: dict[Role, Text] = {
    Role.OWNER: _("everything, the settings and the team included"),
    Role.MARKETER: _("publishing downloads and surveys, reading answers, seeing who asked and whom they may write to"),
    Role.MODERATOR: _("the groups they run: who comes in, what is said, who is warned or goes"),
    Role.OFFICER: _(
        "privacy requests, incidents, what is kept how long, backups and proofs; sees what others do, publishes nothing"
    ),
    Role.VIEWER: _("figures, and nobody's name or address"),
}
