"""Between the studio's form and the acts behind it: forms filled from groups, and groups made from forms."""

from typing import Any
from uuid import UUID

from flask import render_template

from leadgate.consent.queries import all_offers
from leadgate.foundation import languages
from leadgate.foundation.db import action
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.groups import queries
from leadgate.groups.actions import appointing, making
from leadgate.groups.errors import NoSuchGroup
from leadgate.groups.queries import GroupGate
from leadgate.groups.studio_forms import BOXES, MOST_QUESTIONS, NUMBERS, SPARE_ROWS, Appoint, End, GroupForm
from leadgate.groups.types import GroupRole
from leadgate.staff.actions.accounts import account_with

SHOWN = ("title", "summary", "body", "language", "admission", "visibility", *BOXES, *NUMBERS)


def gate(group_id: UUID) -> GroupGate:
    """A group, for those who may change it.

    Raises:
        NoSuchGroup: there is none of that id.
    """
    found = queries.group_with_id(group_id)
    if found is None:
        raise NoSuchGroup
    return queries.gate_of(found, languages.of_request())


def blank_form(**filled: Any) -> GroupForm:
    """The form, with what there is to choose from and two spare rows for questions."""
    form = GroupForm(**filled)
    offered = [offer for offer in all_offers(languages.of_request()) if offer.need == "optional"]
    form.offer([(offer.slug, offer.title) for offer in offered])
    if not form.is_submitted():
        for _ in range(min(SPARE_ROWS, MOST_QUESTIONS + SPARE_ROWS - len(form.questions))):
            form.questions.append_entry()
    return form


def form_of(gate: GroupGate) -> GroupForm:
    """The form as the group is now."""
    asked = [
        {
            "label": one.label,
            "why": one.why,
            "kind": one.kind,
            "required": one.required,
            "choices": "\n".join(one.choices),
        }
        for one in gate.questions
    ]
    return blank_form(
        **{name: getattr(gate.group, name) for name in SHOWN},
        holds=str(gate.group.holds or ""),
        open_days=[str(day) for day in gate.group.open_days],
        rules=gate.rules.text,
        questions=asked,
        purposes=[offer.slug for offer in gate.optional],
    )


def make(form: GroupForm, *, by: UUID) -> UUID:
    """Make the group the form describes.

    Raises:
        BadSlug, SlugTaken, UnknownPurpose
    """
    return making.make(
        form.slug.data or "",
        form.page(),
        rules=form.rules.data or "",
        questions=form.asked(),
        purposes=form.purposes.data or [],
        by=by,
    )


@action
def change(form: GroupForm, group_id: UUID, *, by: UUID) -> None:
    """Change a group into what the form describes; rules that differ are a new version.

    Raises:
        NoSuchGroup, UnknownPurpose
    """
    making.edit(group_id, form.page(), questions=form.asked(), purposes=form.purposes.data or [], by=by)
    making.publish_rules(group_id, form.rules.data or "", by=by)


def appoint(form: Any, group_id: UUID, *, by: UUID) -> UUID:
    """Let somebody run a group.

    Raises:
        UnknownAccount, NameTaken, LastGroupOwner
    """
    account = account_with(form.email.data or "")
    role, sees = GroupRole(form.role.data), bool(form.sees_addresses.data)
    return appointing.appoint(group_id, account, form["name"].data.strip(), role=role, sees_addresses=sees, by=by)


def page(group_id: UUID, *, may_edit: bool, **forms: PageForm) -> str:
    """The page of one group; a form that was sent is shown as it was sent, the others empty."""
    blank: dict[str, type[PageForm]] = {
        "form": Button,
        "appoint": Appoint,
        "end": End,
    }
    empty = {name: made(formdata=None) for name, made in blank.items() if name not in forms}
    shown = {
        "gate": gate(group_id),
        "accounts": queries.accounts_of(group_id),
    }
    return render_template("groups/studio_group.html", may_edit=may_edit, forms=forms, **shown, **empty, **forms)
