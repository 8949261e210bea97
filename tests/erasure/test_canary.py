"""A person with something in every table and every folder: once erased, nothing of it can be read anywhere."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import or_, select

from leadgate.assets.actions import delivering, limiting
from leadgate.assets.actions.publishing import FormField
from leadgate.assets.links import download_token
from leadgate.assets.models import Grant
from leadgate.backup import checking
from leadgate.backup.actions import making, restoring
from leadgate.bounces.actions.hearing import hear_refusal
from leadgate.coding.actions import coding
from leadgate.consent import queries as consent
from leadgate.consent.actions import pacing, preferring
from leadgate.cookie_choices.actions import attaching as attaching_choices
from leadgate.cookie_choices.actions import closing
from leadgate.discussions.actions import attaching, drafting, posting, reacting, reading
from leadgate.discussions.actions.attaching import Upload
from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import Sign
from leadgate.erasure.actions import erasing, holding, processors
from leadgate.erasure.models import Erasure
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, add_row, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import register
from leadgate.foundation.privacy.erasure_engine import kin_of
from leadgate.foundation.privacy.register import OnErasure, tables
from leadgate.groups import queries
from leadgate.groups.actions import leaving, noting
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.incidents.actions import affecting, planting, registering
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Scope
from leadgate.invitations.actions import inviting
from leadgate.joining.actions import asking, deciding
from leadgate.joining.actions.asking import TypedJoin
from leadgate.lead_imports.actions import sending, taking_in
from leadgate.lead_imports.queries import import_of
from leadgate.leads.actions import keeping
from leadgate.leads.actions.indexing import index_new
from leadgate.leads.types import LeadStatus
from leadgate.ledger.actions import sealing
from leadgate.ledger.actions.recording import Circumstances
from leadgate.letter_sending.actions import copying, starting, telling_hours
from leadgate.letter_sending.events import LetterRefused
from leadgate.people import queries as people
from leadgate.people.actions import changing_address, restricting
from leadgate.people.models import Person
from leadgate.people.verification.actions.proving import prove
from leadgate.people.verification.actions.sending import settle
from leadgate.people.verification.models import Verification
from leadgate.people.verifications import SIGN_IN
from leadgate.portal.actions import exporting
from leadgate.portal.models import ExportCode
from leadgate.questionnaires.flow import Walk
from leadgate.questions.answers import Answer
from leadgate.retention.actions import warning
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.typed import TypedPrivacyRequest as PrivacyRequest
from leadgate.rights.verifications import PRIVACY_REQUEST
from leadgate.sanctions.actions import appealing, reporting, sanctioning
from leadgate.sanctions.types import Category, Sanctioning
from leadgate.scoring.actions import aiming, importing
from leadgate.scoring.models import Score
from leadgate.staff.actions.accounts import account_with
from leadgate.standing.actions import binding
from leadgate.standing.types import StandingKind
from leadgate.surveys.actions import answering as surveys_answering
from leadgate.surveys.actions import following_up
from leadgate.surveys.actions.answering import Begun
from leadgate.surveys.models import Survey
from leadgate.surveys.queries import gate_of
from leadgate.surveys.reading import PageRead
from tests.cast import CANARY
from tests.cookie_choices.visitors import open_shop, taken
from tests.erasure.ids import places_of
from tests.facts import count, downloads, every, one
from tests.faults.test_canary import files_of
from tests.groups.scenes import MINA, bakers, live_request
from tests.letter_sending.scenes import letter
from tests.scoring.crowds import agree
from tests.spellings import spellings
from tests.surveys.scenes import agree_to_be_asked, published, small

ADDRESS = f"{CANARY}@person.example"
HOW = Circumstances("/g/waits/join", "en", "192.0.2.0/24", "")
MADE_BY_ERASING = {"tombstone", "erasure_needle", "erasure_person", "processor_notice"}
OF_NOBODY_KNOWN = {"survey_import_file", "lead_import_part"}
"""What waits to be read, and will be nobody's."""

pytestmark = [pytest.mark.own_file, pytest.mark.both_databases]


@pytest.fixture
def everywhere(site):
    """The person, in every table that can hold something of theirs."""
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], asks_why=True, purposes=["newsletter"])
    site.publish("second")
    site.publish("third")
    site.confirmed(email=ADDRESS, company=CANARY, consent="newsletter", motivation_text=CANARY)
    person = one(Person).id
    grant = one(Grant).id
    site.visitor().get(f"/d/{download_token(grant)}").get_data()
    downloads()
    delivery = delivering.open_grant(grant)
    limiting.begin(replace(delivery, limit=2), delivery.version.size)
    delivering.grant_to(site.here.vault.key_of(person), asset_of(site, "second"))
    delivering.revoke(session().scalar(select(Grant.id).where(Grant.id != grant)), CANARY, by=None)
    pacing.set_pace(person, "newsletter", every_days=7, paused_days=0)
    preferring.prefer(person, {})
    with clock.moved(timedelta(days=715)):
        warning.warn_all()
    site.work()
    site.signed_in(ADDRESS)
    answered_by(person)
    compared(person)
    june = letter()
    starting.start(june)
    copying.copy_some(june)
    telling_hours.tell_zone(person, "Europe/Berlin")
    came_back(person, june)
    kept_track_of(person)
    brought_along(site)
    chose(site, person)
    exported(person)
    fill_with_what_waits(site, person)
    in_groups(site, person)
    processors.add_processor("Mail house", "https://mailhouse.example/", "email")
    facts = Facts("A laptop is gone", clock.now(), clock.now(), scope=Scope.EVERYBODY)
    affecting.work_out(str(registering.open_incident(facts, by=new_id())))
    planting.mark(person, by=None)
    return person


def compared(person) -> None:
    """They agreed to be compared, bought something, and have a figure."""
    number, goal = new_id(), aiming.aim("buying", None, ["person.language"], known_days=0, within_days=30)
    agree(person)
    importing.import_buyers(ADDRESS.encode())
    key, now = installation().vault.key_of(person), clock.now()
    facts = key.seal(Score.facts, number, json.dumps({"chance": 0.5, "why": [["person.language", CANARY, 1]]}))
    row = {"id": number, "person_id": person, "goal_id": goal, "tenth": 1, "facts": facts, "made_at": now}
    action(lambda: add_row(Score, **row, expires_at=now + timedelta(days=30)))()


def came_back(person, letter_id) -> None:
    """A letter whose server named them in its answer."""
    said = f"550 5.1.1 <{ADDRESS}>: {CANARY} is unknown here"
    hear_refusal(LetterRefused(person, letter_id, consent.purpose_named("newsletter"), Undelivered.GONE, said))


def kept_track_of(person) -> None:
    """Marketers said how far they are with them, sorted them and wrote something down."""
    keeping.set_status(person, LeadStatus.LOST, by=new_id())
    keeping.tag(person, "warm", by=new_id())
    keeping.note(person, CANARY, by=new_id())
    index_new()


def chose(site, person) -> None:
    """They keep the receipt of what they chose on another site."""
    held = taken(site, open_shop())
    closing.close_all()
    sealing.seal_all()
    attaching_choices.add(person, held)


def brought_along(site) -> None:
    """A list from elsewhere has them, too, with the proof that they agreed."""
    site.purpose("fairs")
    lines = f"Email,CONFIRM_TIME,Source\n{ADDRESS},2024-05-06 07:08:09,{CANARY}\n"
    number = sending.send(BytesIO(lines.encode()), "list.csv", "en", by=new_id())
    sending.read_as(number, import_of(number).columns, "fairs")
    site.work()
    taking_in.begin(number, by=new_id())
    site.work()


def answered_by(person) -> None:
    """They answered a survey, and a coder read it."""
    number = published(small())
    gate = gate_of(session().get(Survey, number), 1, "en")
    page = Walk(gate.definition, {}, (), 1).next_page()
    read = PageRead(values={"why": CANARY})
    begun = surveys_answering.begin(gate, Begun(person=person, agrees=True), page, read, 1, HOW)
    coding.decide(number, "why", {begun.response: []}, by=new_id())
    following_up.add(published(small(), "asked"), "download", None, 1)
    agree_to_be_asked(person)
    with clock.moved(timedelta(days=2)):
        following_up.ask_due()


def exported(person) -> None:
    """They took everything along."""
    exporting.send_code(person)
    exporting.export(person, installation().tokens.digits(one(ExportCode).id))
    assert count(AuditEntry, AuditEntry.act == "export") == 1


def in_groups(site, person) -> None:
    """Asked and asked back in one group, a member who speaks and reports in another, invited to a third."""
    site.staff(Role.MODERATOR, MINA)
    waits = bakers(site, "waits")
    talks = bakers(site, "talks", admission=Admission.OPEN, questions=False)
    leaves = bakers(site, "leaves", admission=Admission.OPEN, questions=False)
    for group in (waits, talks, leaves):
        gate = queries.gate_of(queries.group(group.id), "en")
        said = tuple(Answer(asked.id, asked.label, CANARY) for asked in gate.questions)
        typed = TypedJoin(email="", name=CANARY, answers=said, accepts_rules=True)
        asking.ask_as(session().get(Person, person), gate, typed, HOW, offered=())
        forget_what_was_read()
    deciding.ask_back(live_request(waits.id, person).id, CANARY, by=account_with(MINA))
    inside(talks, queries.membership(talks.id, person))
    left(queries.membership(leaves.id, person))
    inviting.invite(bakers(site, "invites").id, ADDRESS, by=account_with(MINA))


def left(member) -> None:
    """They spoke, and left; what they said stays without their name."""
    posting.open_thread(member.id, "Flour", "It costs less.", uploaded(member, "It costs less."))
    leaving.leave(member.id, keeps_posts=True)


def uploaded(member, text):
    return attaching.keep([Upload(BytesIO(text.encode()), f"{text}.md", text)], by=member.id)


def inside(group, member) -> None:
    """They speak, report, react, read, begin to write, are noted and muted, and appeal."""
    mina = account_with(MINA)
    thread = posting.open_thread(member.id, CANARY, CANARY, uploaded(member, CANARY))
    post = one_post(thread)
    reporting.report(member.id, post, Category.OTHER, CANARY)
    reacting.react(member.id, post, Sign.THANKS)
    reading.note_read(session().get(Membership, member.id), session().get(Thread, thread))
    drafting.keep(member.id, group.id, CANARY, CANARY)
    noting.note(group.id, member.person_id, CANARY, by=mina)
    muted = sanctioning.sanction(member.id, Sanctioning.MUTE, CANARY, days=30, group=group.id, by=mina)
    appealing.appeal_sanction(member.person_id, muted, CANARY)


def one_post(thread):
    forget_what_was_read()
    return session().scalar(select(Post.id).where(Post.thread_id == thread))


def asset_of(site, slug):
    from leadgate.assets.models import Asset

    return session().scalar(select(Asset.id).where(Asset.slug == slug))


def fill_with_what_waits(site, person) -> None:
    """What is on its way when the erasure comes: links, codes, requests, changes."""
    site.visitor().opt_in("third", ADDRESS)
    site.visitor().fill("/me/sign-in", email=ADDRESS)
    changing_address.ask(person, f"new.{CANARY}@person.example")
    exporting.send_code(person)
    asked = PrivacyRequest(Right.CORRECTION, ADDRESS, details=CANARY)
    prove(PRIVACY_REQUEST, receiving.receive(asked, language="en", network="here"), method="command")
    holding.lift(holding.hold(person, CANARY))
    restricting.restrict(person, why="request")
    binding.stand(StandingKind.OPT_OUT, people.index_of(parsed(ADDRESS)))
    sign_ins = {str(row.id) for row in every(select(Verification.id).where(Verification.kind == SIGN_IN.word))}
    for item in outbox_rows("people.verify"):
        if item.payload["verification"] in sign_ins:
            settle(**item.payload)
    site.visitor().fill("/me/sign-in", email=ADDRESS)


def outbox_rows(kind):
    forget_what_was_read()
    return session().scalars(select(outbox.OutboxItem).where(outbox.OutboxItem.kind == kind)).all()


def owners(person) -> set:
    return {person, *kin_of([people.index_of(parsed(ADDRESS))])}


def sealed_of(person) -> set[bytes]:
    """Every ciphertext of the person's, as it lies in the tables."""
    forget_what_was_read()
    found = set()
    for cls, table, rule in tables():
        column = table.c[rule.key or rule.subject]
        for row in session().scalars(select(cls).where(column.in_(owners(person)))):
            found |= {bytes(value) for value in vars(row).values() if isinstance(value, Ciphertext)}
    return found


def test_the_person_is_in_every_table(everywhere):
    forget_what_was_read()
    for _cls, table, rule in tables():
        mine = {or_(*(register.mine(table, rule, owner) for owner in owners(everywhere)))}
        if rule.key:
            mine = {table.c[rule.key].in_(owners(everywhere))}
        found = session().execute(select(table).where(*mine).limit(1)).first()
        assert found or table.name in MADE_BY_ERASING | OF_NOBODY_KNOWN, table.name


def search(folder, words) -> list[str]:
    return [str(path) for path in files_of(folder) if any(word in path.read_bytes() for word in words)]


def test_once_erased_nothing_can_be_read_anywhere(site, everywhere, tmp_path, outside):
    sealed, gone = sealed_of(everywhere), owners(everywhere)
    assert len(sealed) >= 10
    assert search(tmp_path, spellings(CANARY)) == [], "nothing ever lay in clear"
    if site.here.database.is_sqlite:
        site.here.database.checkpoint()
        assert search(tmp_path, sealed), "the search finds what is there"
    copy = outside / "copy"
    making.make(copy)

    erasing.erase(everywhere, why=Why.PERSON)
    with clock.moved(timedelta(seconds=30)):
        site.work()
    assert all_certified()
    nowhere(site, tmp_path, sealed, gone)
    assert places_of([everywhere], site.here.database, tmp_path) == set()

    with site.app.app_context():
        restoring.put_back(copy, checking.checked(copy))
    with clock.moved(timedelta(minutes=5)):
        site.work()
    assert all_certified()
    assert people.person_with(parsed(ADDRESS)) is None
    nowhere(site, tmp_path, sealed, gone)
    assert places_of([everywhere], site.here.database, tmp_path) == set()


def all_certified() -> bool:
    return count(Erasure) > 0 and count(Erasure, Erasure.finished_at.is_(None)) == 0


def nowhere(site, folder, sealed, gone) -> None:
    forget_what_was_read()
    assert search(folder, spellings(CANARY)) == []
    for cls, table, rule in tables():
        if rule.erased is OnErasure.DELETED:
            assert count(cls, table.c[rule.subject].in_(gone)) == 0, table.name
    if site.here.database.is_sqlite:
        site.here.database.checkpoint()
        assert search(folder, sealed) == [], "the sealed form is gone from pages, log, mail and broker as well"
