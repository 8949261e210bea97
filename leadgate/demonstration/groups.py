"""The demonstration's group: people who wait, one who was asked back, members, and a moderator."""

from datetime import timedelta
from uuid import UUID

from leadgate.demonstration import group_life
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.groups import queries as groups
from leadgate.groups import roster
from leadgate.groups.actions import appointing, making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.types import GroupRole
from leadgate.joining.actions import asking, deciding
from leadgate.joining.actions.asking import TypedJoin
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people.models import Person
from leadgate.people.verification.actions import identity
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.answers import field_name, given
from leadgate.questions.types import QuestionKind

RULES = """
- Be kind, and assume the other person means well.
- What is said here about somebody's figures stays here.
- No selling.
"""
BODY = """
Once a week one of us puts a price on the table, and the others say what they would do. Bakers, potters, a dentist.
"""
HOW = Circumstances(page="/g/honest-prices/join", language="en", network="192.0.2.0/24", user_agent="")
APPLICANTS = (
    ("wen", "Wen", "I raised my prices once and lost sleep over it. I would like to hear how others did.", 60),
    ("jonas", "J. from the pottery", "Our energy bill doubled.", 30),
    ("amira", "Amira", "I start in March and do not know what to charge.", 5),
    ("lee", "Lee", "Curious.", 2),
)
MEMBERS = (("nils", "Nils"), ("rosa", "Rosa"), ("kai", "Kai"))


def load(owner: UUID) -> None:
    """Make the group, and those in and before it.

    Args:
        owner: the account that runs it.
    """
    number = _make(owner)
    for name, shown in MEMBERS:
        with clock.moved(timedelta(days=-40)):
            asked = _ask(number, name, shown, "I am in.")
        with clock.moved(timedelta(days=-40, hours=3 + len(name))):
            deciding.approve(asked, by=owner)
    group_life.load(number, {one.name: one.id for one in roster.members(number)[0]}, by=owner)
    for name, shown, words, hours in APPLICANTS:
        with clock.moved(timedelta(hours=-hours)):
            asked = _ask(number, name, shown, words)
    deciding.ask_back(asked, "What do you make or sell?", by=owner)


def _make(owner: UUID) -> UUID:
    page = GroupPage(
        "Honest prices",
        "A small group of owners who put their prices on the table and answer each other.",
        BODY.strip(),
    )
    how_many = ("just me", "2 to 9", "10 or more")
    questions = [
        QuestionDraft("What would you like to solve here?", "So that we can tell whether this group can help you."),
        QuestionDraft(
            "How many people work with you?", "So that we mix large and small.", QuestionKind.CHOICE, False, how_many
        ),
    ]
    number = making.make("honest-prices", page, rules=RULES.strip(), questions=questions, purposes=["newsletter"])
    appointing.appoint(number, owner, "Mina", role=GroupRole.OWNER)
    return number


@action
def _ask(group: UUID, name: str, shown: str, words: str) -> UUID:
    """Somebody who is known asks to join, as from their own page."""
    gate = groups.gate_of(groups.group(group), "en")
    key = installation().vault.new_key(new_id())
    address = parsed(f"{name}@seed.example")
    person = session().get_one(Person, identity.find_or_create(address, key=key, language="en", asked_at=clock.now()))
    first, second = (field_name(one.id) for one in gate.questions)
    answers = tuple(given(gate.questions, {first: words, second: gate.questions[1].choices[len(name) % 3]}))
    typed = TypedJoin(email="", name=shown, answers=answers, accepts_rules=True)
    return asking.ask_as(person, gate, typed, HOW, offered=gate.optional)
