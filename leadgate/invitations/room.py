"""What the house must know of invitations."""

from datetime import timedelta

from leadgate.foundation.house.rooms import OutboxWork, Personal, Room
from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.words import text as _

INVITATION = Act("invitation", timedelta(days=30))
INVITATION_LINK = Act("invitation-link", timedelta(days=365))

ROOM = Room(
    name="invitations",
    models=("models",),
    views=("public:pages", "studio:pages"),
    install=("actions.refolding:refold",),
    letters={"invited": "mail:write_invited"},
    handlers={"invitations.send_invitation": "actions.inviting:send_invitation"},
    work={
        "invitations.send_invitation": OutboxWork(
            _("an invitation to a group"), _("The person is never invited. They can be invited again.")
        ),
    },
    tokens=(INVITATION, INVITATION_LINK),
    personal=Personal(
        tables={"group_invitation": _("invitations to groups that wait for you")},
        linked_keys=("personal:open_invitations",),
    ),
    slots={"group_studio": "slots:invited"},
)
