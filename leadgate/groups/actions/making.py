"""Making a group, and changing it: its rules and its wording grow in versions, so that everybody knows what they said
yes to."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.errors import SameWording, UnknownPurpose
from leadgate.consent.queries import offers
from leadgate.consent.types import Need
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.slugs import BadSlug, SlugTaken, checked
from leadgate.groups import notices
from leadgate.groups.errors import NoSuchGroup
from leadgate.groups.events import GroupMade, RulesChanged
from leadgate.groups.models import Group, GroupPurpose, GroupRules
from leadgate.groups.types import Admission, Visibility
from leadgate.questions.actions import editing
from leadgate.questions.actions.editing import QuestionDraft

LONGEST_SLUG = 70
"""The purpose of membership bears it with a word before, and has eighty signs."""
RESERVED = {"calendar", "invitation", "not-me", "guardian"}
"""Names the addresses of this room use themselves."""


@dataclass(frozen=True, slots=True)
class GroupPage:
    """What a group says about itself, and how one gets in."""

    title: str
    summary: str = ""
    body: str = ""
    language: str = "en"
    admission: Admission = Admission.REQUEST
    visibility: Visibility = Visibility.PUBLIC
    holds: UUID | None = None
    asks_age: bool = False
    open_days: tuple[int, ...] = ()
    most_members: int | None = None
    most_waiting: int | None = None
    answers_kept_days: int = 30
    request_lasts_days: int = 30
    again_after_days: int = 7
    most_requests: int = 3
    undo_minutes: int = 5
    second_pair: bool = False
    inactive_days: int = 365
    mails_quote: bool = False
    new_for_days: int = 7
    first_posts_held: int = 0
    links_held: bool = False
    slow_minutes: int = 0


@action
def make(
    slug: str,
    page: GroupPage,
    *,
    rules: str = "",
    questions: Sequence[QuestionDraft] = (),
    purposes: Sequence[str] = (),
    by: UUID | None = None,
) -> UUID:
    """Make a group, with a key and a purpose of membership of its own.

    Args:
        slug: of its address: small letters, digits and hyphens, 70 at most.
        page: what it says about itself, and how one gets in.
        rules: their text; none when empty.
        questions: what it asks whoever wants to join, in their order.
        purposes: slugs of optional purposes that stand on its form, in their order.
        by: the member of staff; None on the command line.

    Returns:
        The group's id.

    Raises:
        BadSlug: it is not one, or too long.
        SlugTaken: another group, or a page of this room, has it.
        UnknownPurpose: a purpose that is not offered.
    """
    if checked(slug) in RESERVED:
        raise SlugTaken
    if len(slug) > LONGEST_SLUG:
        raise BadSlug
    if session().scalar(select(Group.id).where(Group.slug == slug)):
        raise SlugTaken
    new = new_id()
    installation().vault.new_key(new)
    purpose = _membership(slug, new, page.title, by)
    session().add(
        Group(
            id=new, slug=slug, purpose_id=purpose, made_at=clock.now(), closes_at=None, closed_at=None, **_columns(page)
        )
    )
    session().flush()
    tell(GroupMade(new))
    _offer(new, purposes)
    editing.ask(new, questions)
    publish_rules(new, rules, by=by)
    audit.record("group:make", actor=by, subject=new)
    return new


def _columns(page: GroupPage) -> dict[str, Any]:
    return {**asdict(page), "open_days": list(page.open_days)}


def _membership(slug: str, group: UUID, title: str, by: UUID | None) -> UUID:
    """Membership as a purpose of its own, worded in every language there is."""
    notice = None
    for language, (name, text) in notices.MEMBERSHIP.items():
        words = PurposeWords(language, name.format(title=title), text)
        try:
            notice = add_purpose(f"group-{slug}", words, need=Need.SERVICE, belongs_to=group, by=by)
        except SameWording:
            continue
    assert notice
    return notice.purpose_id


def _offer(group: UUID, purposes: Sequence[str]) -> None:
    session().execute(delete(GroupPurpose).where(GroupPurpose.group_id == group))
    found = {offer.slug: offer.purpose_id for offer in offers(list(purposes), "en")}
    for position, slug in enumerate(dict.fromkeys(purposes)):
        if slug not in found:
            raise UnknownPurpose
        session().add(GroupPurpose(group_id=group, purpose_id=found[slug], position=position))


@action
def edit(
    group: UUID, page: GroupPage, *, questions: Sequence[QuestionDraft], purposes: Sequence[str], by: UUID | None = None
) -> None:
    """Change a group into this. A question that changes is asked anew; who waits has answered the old one.

    Args:
        group: the group's id.
        page: what it says about itself, and how one gets in.
        questions: all it asks from now on, in their order.
        purposes: slugs of all optional purposes on its form from now on, in their order.
        by: the member of staff; None on the command line.

    Raises:
        NoSuchGroup: there is none of that id.
        UnknownPurpose: a purpose that is not offered.
    """
    row = locked(Group, group)
    if row is None:
        raise NoSuchGroup
    for name, value in _columns(page).items():
        setattr(row, name, value)
    _offer(group, purposes)
    editing.ask(group, questions)
    audit.record("group:edit", actor=by, subject=group)


@action
def publish_rules(group: UUID, text: str, *, by: UUID | None = None) -> int:
    """Publish the rules. A text that differs is a new version: members are asked to agree to it.

    Args:
        group: the group's id.
        text: all of it; an empty one is a version, too.
        by: the member of staff; None on the command line.

    Returns:
        The version that is in force now, counted from 1.
    """
    newest = select(GroupRules).where(GroupRules.group_id == group).order_by(GroupRules.version.desc()).limit(1)
    now = session().scalar(newest)
    if now and now.text == text:
        return now.version
    version = now.version + 1 if now else 1
    session().add(GroupRules(group_id=group, version=version, text=text, published_at=clock.now()))
    audit.record("group:rules", actor=by, subject=group)
    session().flush()
    if version > 1:
        tell(RulesChanged(group))
    return version
