"""Groups as the tests find them, made with the acts that make real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from sqlalchemy import select
from werkzeug.test import TestResponse

from leadgate.discussions.actions import attaching, posting
from leadgate.discussions.actions.attaching import Upload
from leadgate.discussions.models import Post
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import appointing, making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership
from leadgate.groups.types import GroupRole
from leadgate.joining.actions import admitting
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE
from leadgate.people import queries as people
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.answers import field_name
from leadgate.questions.queries import asked_by
from leadgate.sanctions.models import Appeal
from leadgate.staff.actions.accounts import account_with
from tests.browser_form import forms
from tests.cast import ADA, NOOR
from tests.facts import one
from tests.papers import PDF
from tests.visitor import Site, Visitor

WHY = "What do you want to solve?"
RULES = "Be kind."
MINA, OLE = "mina@bakery.example", "ole@bakery.example"


@dataclass
class Bakers:
    """A group with one question, rules, and those who run it; and what people and moderators do there."""

    site: Site
    id: UUID
    slug: str = "bakers"

    @property
    def question(self) -> str:
        """The name of the question's field."""
        return field_name(asked_by(self.id)[0].id)

    def fill_in(self, visitor: Visitor, email: str = ADA, name: str = "Ada", answer: str = "Rising costs", **more):
        """Send the form."""
        fields = {"name": name, "rules": "y", **more}
        fields |= {self.question: answer} if asked_by(self.id) else {}
        return visitor.fill(f"/g/{self.slug}/join", **({"email": email} if email else {}), **fields)

    def ask(self, email: str = ADA, name: str = "Ada", **more) -> Visitor:
        """Somebody fills in the form and proves their address; answers their browser, signed in."""
        visitor = self.site.visitor()
        sent = self.fill_in(visitor, email, name, **more)
        assert sent.status_code == 303, sent.text
        confirmed = visitor.get(self.site.mail(email).link("confirm"))
        assert confirmed.status_code == 303, confirmed.text
        return self.site.signed_in(email) if "/me/sign-in" in confirmed.location else visitor

    def decide(self, moderator: Visitor, act: str, words: str = "", request: MembershipRequest | None = None):
        """Press a button of the queue for a request, the only one there is when none is named."""
        row = request or one(MembershipRequest)
        form = {"request": f"{row.id}:{row.version}", "act": act, "words": words}
        return moderator.post(f"/moderate/{self.slug}/decisions", data=form | {"csrf_token": token_of(moderator)})


def token_of(staff: Visitor) -> str:
    """What every form of somebody who is signed in at the staff's door holds."""
    found = next(one for one in forms(staff.get("/staff/password").text) if "csrf_token" in one.values)
    return found.values["csrf_token"][0]


def send(moderator: Visitor, path: str, **fields: str) -> TestResponse:
    """Press a button of the moderators."""
    return moderator.post(f"/moderate/bakers/{path}", data={"csrf_token": token_of(moderator), **fields})


def decide_appeal(moderator: Visitor, act: str, words: str = "It is none.") -> TestResponse:
    """Decide the only appeal there is."""
    return send(moderator, f"appeals/{one(Appeal).id}/{act}", words=words)


def begin(visitor: Visitor, title: str = "Flour", body: str = "It costs **more** each month.") -> str:
    """Open a talk; answers its path."""
    sent = visitor.fill("/g/bakers/talks", title=title, body=body)
    assert sent.status_code == 303, sent.text
    return sent.headers["Location"]


def person(address: str = ADA) -> UUID:
    """The id of who has this address."""
    return people.person_with(parsed(address)).id


def bakers(
    site: Site, slug: str = "bakers", *, owner: str = MINA, questions: bool = True, purposes: Sequence[str] = (), **page
) -> Bakers:
    """A group that Mina owns, whose account there has to be."""
    asked = [QuestionDraft(WHY, "So that we know you.")] if questions else []
    number = making.make(slug, GroupPage("Bakers who price", **page), rules=RULES, questions=asked, purposes=purposes)
    appointing.appoint(number, account_with(owner), "Mina", role=GroupRole.OWNER)
    return Bakers(site, number, slug)


def made_by(site: Site, role: Role) -> tuple[UUID, UUID]:
    """A group run by the account of a role, with somebody who asks to join; the ids of both."""
    group = bakers(site, owner=f"{role}@bakery.example")
    group.ask(NOOR, "Noor")
    return group.id, one(MembershipRequest).id


def let_in(site: Site, group: UUID, email: str = ADA, name: str = "Ada") -> UUID:
    """Somebody who is inside, by a rule and so at once; the id of their membership."""
    Bakers(site, group).ask(email, name)
    index = people.index_of(parsed(email))
    mine = one(MembershipRequest, MembershipRequest.subject_id == people.id_with(index))
    admitting.approve(mine.id, rule="open")
    return one(Membership, Membership.person_id == mine.subject_id).id


def said_in(group: UUID) -> UUID:
    """Something the moderators said in a group; the id of the post."""
    thread = posting.announce(group, "Welcome", "Hello everybody.", by=new_id())
    return one(Post, Post.thread_id == thread).id


@action
def attached_to(post: UUID) -> UUID:
    """A file on a post; its id."""
    row = session().get_one(Post, post)
    files = attaching.keep([Upload(BytesIO(PDF), "prices.pdf")], by=row.subject_id)
    attaching.attach(row, installation().vault.key_of(row.subject_id), files)
    return files[0].id


def live_request(group: UUID, person: UUID) -> MembershipRequest | None:
    """The request of a person that waits, if one does."""
    mine = (MembershipRequest.group_id == group, MembershipRequest.subject_id == person)
    return session().scalar(select(MembershipRequest).where(*mine, MembershipRequest.state.in_(LIVE)))
