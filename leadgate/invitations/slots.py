"""What invitations show on a group's page in the studio."""

from collections.abc import Mapping

from flask import render_template

from leadgate.foundation.web.forms import PageForm
from leadgate.groups.queries import GroupGate
from leadgate.invitations import queries
from leadgate.invitations.forms import Invite, InviteByLink


def invited(gate: GroupGate, forms: Mapping[str, PageForm], *, may_edit: bool) -> str:
    """On a group's page in the studio: who is invited, and the forms that invite; one that was sent stays as sent."""
    shown = {
        "invited": queries.open_count(gate.group.id),
        "links": queries.links_of(gate.group.id),
        "invite": forms.get("invite") or Invite(formdata=None),
        "by_link": forms.get("by_link") or InviteByLink(formdata=None),
    }
    return render_template("invitations/_studio_invitations.html", gate=gate, may_edit=may_edit, **shown)
