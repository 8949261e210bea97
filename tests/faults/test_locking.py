"""Many at once who decide by what they read: on both databases each sees what the one before has done."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from leadgate.consent.actions import answering as consent
from leadgate.consent.models import Purpose
from leadgate.discussions.actions import holding as posts
from leadgate.discussions.actions import posting, standing
from leadgate.discussions.errors import NoSuchPost, PostedTooFast
from leadgate.discussions.models import Post
from leadgate.discussions.types import PostStatus
from leadgate.erasure.actions import certifying, erasing
from leadgate.erasure.actions import holding as holds
from leadgate.erasure.errors import UnknownHold
from leadgate.erasure.models import Erasure, Hold
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.limits import Limit, TooMany, spend
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import appointing, closing, leaving
from leadgate.groups.errors import LastGroupOwner
from leadgate.groups.models import Appointment, Departure, Membership
from leadgate.groups.types import GroupRole
from leadgate.incidents.actions import registering
from leadgate.incidents.errors import ClosedAlready
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Incident, IncidentStep, IncidentStepKind, Risk
from leadgate.invitations.actions import inviting
from leadgate.invitations.errors import InvitationOver
from leadgate.invitations.models import InvitationLink
from leadgate.joining.actions import own_request
from leadgate.joining.errors import QueueFull
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.meetups.actions import meeting
from leadgate.meetups.actions.meeting import Meeting
from leadgate.meetups.models import Event
from leadgate.people.actions import changing_address
from leadgate.people.models import Person, Tombstone
from leadgate.people.verification.actions import sending
from leadgate.people.verification.models import Verification
from leadgate.people.verifications import SIGN_IN
from leadgate.portal.actions import exporting
from leadgate.portal.errors import WrongExportCode
from leadgate.portal.models import ExportCode
from leadgate.retention.actions import sweeping
from leadgate.retention.models import Sweep
from leadgate.retention.rules import in_force
from leadgate.rights.actions import deciding, fulfilling, verifying
from leadgate.rights.errors import NotNow
from leadgate.rights.models import PrivacyRequest, RequestStep, RequestStepKind
from leadgate.sanctions.actions import appealing, sanctioning
from leadgate.sanctions.errors import NoSuchSanction
from leadgate.sanctions.models import Appeal, ModerationStep, Sanction
from leadgate.sanctions.types import Sanctioning
from leadgate.surveys.models import SurveyResponse
from leadgate.surveys.types import ResponseState
from tests.cast import ADA
from tests.facts import count, every, one
from tests.faults.doors import ask, group_of, known
from tests.faults.doors import moderators as moderators
from tests.faults.places import finish, nearly_done
from tests.faults.together import all_at_once, at_once, beside, refused
from tests.groups.scenes import let_in, said_in

pytestmark = pytest.mark.both_databases(
    "consent.actions.answering",
    "discussions.actions.holding",
    "discussions.actions.standing",
    "erasure.actions.holding",
    "foundation.databases.locking",
    "groups.actions.appointing",
    "groups.actions.belonging",
    "groups.actions.closing",
    "groups.actions.leaving",
    "incidents.actions.registering",
    "joining.actions.own_request",
    "meetups.actions.meeting",
    "people.actions.burying",
    "people.actions.changing_address",
    "retention.actions.sweeping",
    "rights.actions.deciding",
    "rights.actions.fulfilling",
    "rights.actions.verifying",
    "sanctions.actions.appealing",
    "sanctions.actions.sanctioning",
    "surveys.actions.finishing",
)
MANY = 6
DAY = timedelta(days=1)


@pytest.fixture
def group(site, moderators):
    site.publish()
    return group_of(site, moderators, undo_minutes=0)


@pytest.fixture
def ada(group, site):
    """A membership."""
    return let_in(site, group.id)


@pytest.fixture
def officer(site):
    site.staff(Role.OFFICER)
    return new_id()


def test_of_ten_who_finish_at_once_three_take_the_three_places_of_a_quota(site, here):
    waiting = nearly_done(site, 10)
    at_once(here, *[partial(finish, one) for one in waiting])
    assert count(SurveyResponse, SurveyResponse.state == ResponseState.FINISHED) == 3
    assert count(SurveyResponse, SurveyResponse.state == ResponseState.SCREENED_OUT) == 7


def test_no_more_wait_than_a_group_wants(site, here, moderators):
    site.publish()
    group = group_of(site, moderators, most_waiting=2)
    people = [known(site, number) for number in range(MANY)]
    assert refused(at_once(here, *[partial(ask, group, one) for one in people]), QueueFull) == MANY - 2
    assert count(MembershipRequest, MembershipRequest.state.in_(LIVE)) == 2


def test_a_link_for_two_is_used_by_two(here, group):
    link = inviting.make_link(group.id, most_uses=2, days=1, trusted=True, by=new_id())
    assert refused(all_at_once(here, partial(inviting.use, link), MANY), InvitationOver) == MANY - 2
    assert one(InvitationLink).uses == 2


def test_a_request_that_is_changed_many_times_at_once_has_as_many_versions(site, here, group):
    from leadgate.groups import queries

    request, gate = ask(group, known(site, 1)), queries.gate_of(group, "en")
    before = one(MembershipRequest).version
    all_at_once(here, partial(own_request.change, request, gate, "Ada", ()), MANY)
    assert one(MembershipRequest).version == before + MANY


def test_of_two_owners_who_are_dismissed_at_once_one_stays(here, group, moderators):
    for account, name in zip(moderators, ("Mina", "Ole"), strict=True):
        appointing.appoint(group.id, account, name, role=GroupRole.OWNER)
    both = [row for (row,) in every(select(Appointment.id))]
    answers = at_once(here, *[partial(appointing.dismiss, group.id, one) for one in both])
    assert refused(answers, LastGroupOwner) == 1
    assert count(Appointment, Appointment.role == GroupRole.OWNER) == 1


def test_leaving_many_times_at_once_is_leaving_once(here, group, ada):
    refused(all_at_once(here, partial(leaving.leave, ada), MANY), NoSuchPost)
    assert count(Departure) == 1
    assert (
        count(LedgerEntry, LedgerEntry.purpose == "group-bakers", LedgerEntry.happened == ConsentEvent.WITHDRAWN) == 1
    )


def test_an_end_that_is_called_off_many_times_at_once_is_called_off_once(here, group):
    closing.announce_end(group.id, 30, by=new_id())
    all_at_once(here, partial(closing.call_off, group.id, by=new_id()), MANY)
    assert count(AuditEntry, AuditEntry.act == "group:call-off-end") == 1


def test_a_sanction_that_is_lifted_many_times_at_once_is_lifted_once(here, group, ada, moderators):
    by = moderators[0]
    muted = sanctioning.sanction(ada, Sanctioning.MUTE, "Too loud.", days=1, group=group.id, by=by)
    all_at_once(here, partial(sanctioning.lift, muted, group=group.id, by=by), MANY)
    assert count(ModerationStep, ModerationStep.what == "mute-lifted") == 1


def test_who_is_banned_many_times_at_once_is_banned_once(here, group, ada, moderators):
    from leadgate.groups.errors import NoSuchMember

    ban = partial(sanctioning.sanction, ada, Sanctioning.BAN, "No.", days=1, group=group.id, by=moderators[0])
    assert refused(all_at_once(here, ban, MANY), NoSuchMember) == MANY - 1
    assert count(Sanction) == count(Departure) == 1


def test_an_appeal_is_decided_once(here, group, ada, moderators):
    mina, ole = moderators
    muted = sanctioning.sanction(ada, Sanctioning.MUTE, "Too loud.", days=1, group=group.id, by=mina)
    appealing.appeal_sanction(one(Membership).person_id, muted, "I was not.")
    yes = partial(appealing.decide, one(Appeal).id, "Right.", granted=True, group=group.id, by=ole)
    no = partial(appealing.decide, one(Appeal).id, "Wrong.", granted=False, group=group.id, by=ole)
    assert refused(at_once(here, yes, no, yes, no), NoSuchSanction) == 3
    decided = ModerationStep.what.in_(("appeal-granted", "appeal-refused"))
    assert count(ModerationStep, decided) == 1
    assert one(Appeal).granted == bool(count(Sanction, Sanction.lifted_at.is_not(None)))


def held_post(site, group, ada):
    """A post that waits for a moderator."""
    posting.open_thread(ada, "Flour", "It costs more.")
    return one(Post)


def test_a_post_that_waits_is_released_once(site, here, moderators):
    site.publish()
    group = group_of(site, moderators, undo_minutes=0, first_posts_held=1)
    post = held_post(site, group, let_in(site, group.id))
    assert post.standing == PostStatus.HELD
    release = partial(posts.release, post.id, group=group.id, by=moderators[0])
    assert refused(all_at_once(here, release, MANY), NoSuchPost) == MANY - 1


def test_somebody_new_says_one_thing_at_a_time_where_a_group_is_slow(site, here, moderators):
    site.publish()
    group = group_of(site, moderators, undo_minutes=0, slow_minutes=10)
    ada = let_in(site, group.id)
    answers = all_at_once(here, partial(posting.open_thread, ada, "Flour", "It costs more."), MANY)
    assert refused(answers, PostedTooFast) == MANY - 1
    assert count(Post) == 1


def test_what_is_hidden_and_shown_again_at_once_has_a_reason_only_while_it_is_hidden(here, group, moderators):
    post, by = said_in(group.id), moderators[0]
    hide = partial(standing.hide, post, "No.", group=group.id, by=by)
    show = partial(standing.show_again, post, group=group.id)
    for _ in range(4):
        refused(at_once(here, hide, show, hide, show), NoSuchPost)
        row = one(Post)
        assert (row.standing == PostStatus.HIDDEN) == (row.why is not None) == (row.hidden_by is not None)


def test_an_event_that_is_changed_many_times_at_once_has_as_many_versions(here, group):
    now = clock.now()
    event = meeting.announce(group.id, Meeting("We bake", now, now + DAY), by=new_id())
    all_at_once(
        here, partial(meeting.change, event, Meeting("We mill", now, now + DAY), group=group.id, by=new_id()), MANY
    )
    assert one(Event).version == 1 + MANY


def test_an_incident_is_closed_once(here, officer):
    now = clock.now()
    number = registering.open_incident(
        Facts(title="A laptop", aware_at=now, happened_from=now, risk=Risk.NONE), by=officer
    )
    assert refused(all_at_once(here, partial(registering.close, number, by=officer), MANY), ClosedAlready) == MANY - 1
    assert count(IncidentStep, IncidentStep.what == IncidentStepKind.CLOSED) == count(Incident) == 1


def privacy_request(site, right) -> PrivacyRequest:
    site.visitor().fill("/privacy/request", right=right, email=ADA, details="My name is wrong")
    return one(PrivacyRequest)


def test_a_request_is_proven_once(site, here):
    """One the machine does not fulfil: what it fulfils has an errand at its end, whose key is one."""
    site.publish()
    site.confirmed()
    number = privacy_request(site, "correction").id
    all_at_once(here, partial(verifying.verify, number), MANY)
    assert count(RequestStep, RequestStep.what == RequestStepKind.VERIFIED) == 1


def test_a_request_that_is_being_taken_back_is_not_fulfilled(site, here, officer):
    """Two who fulfil it would meet in the key of its last errand (`rights.forget`); who takes it back has none."""
    site.publish()
    site.confirmed()
    number = privacy_request(site, "correction").id
    verifying.verify(number)
    fulfil = partial(fulfilling.fulfil, number, by=officer, words="Done.")

    @action
    def take_back_and_wait():
        deciding.withdraw(number)
        return beside(here, fulfil)

    assert refused([take_back_and_wait()()], NotNow) == 1
    ends = RequestStep.what.in_((RequestStepKind.DONE, RequestStepKind.WITHDRAWN))
    assert count(RequestStep, ends) == 1


def test_a_request_is_extended_once(site, here, officer):
    from leadgate.rights.errors import TooLateToExtend

    site.publish()
    site.confirmed()
    number = privacy_request(site, "correction").id
    verifying.verify(number)
    extend = partial(deciding.extend, number, "It takes longer.", by=officer)
    assert refused(all_at_once(here, extend, MANY), TooLateToExtend) == MANY - 1


def test_two_sweepers_at_once_share_one_record_of_each_rule(site, here):
    site.publish()
    site.visitor().opt_in()
    a_year_on = clock.now() + timedelta(days=365)
    [rule] = [one for one in in_force() if one.rule.name == "opt_in"]
    begin = partial(sweeping._begin, rule, a_year_on, unwarned=False, approved=False)
    records = all_at_once(here, begin, MANY)
    assert set(records) == {one(Sweep).id}


def test_a_hold_is_lifted_once(site, here):
    site.publish()
    site.confirmed()
    number = holds.hold(one(Person).id, "A lawsuit.")
    assert refused(all_at_once(here, partial(holds.lift, number), MANY), UnknownHold) == MANY - 1


def test_who_is_erased_many_times_at_once_has_one_stone_and_meets_no_error(site, here):
    site.publish()
    site.confirmed()
    person = one(Person).id
    refused(all_at_once(here, partial(erasing.erase, person, why=Why.PERSON), MANY), UnknownHold)
    assert count(Person) == 0
    assert count(Tombstone) == 1
    assert count(Erasure, Erasure.people == 1) == 1


def test_who_is_put_on_hold_while_somebody_erases_them_stays_or_was_never_held(site, here):
    """The stone's own key keeps two erasures apart; a hold and an erasure meet in the lock on the person alone."""
    site.publish()
    site.confirmed()
    person = one(Person).id
    erase = partial(erasing.erase, person, why=Why.PERSON)

    @action
    def hold_and_wait():
        holds.hold(person, "A lawsuit.")
        session().flush()
        return beside(here, erase)

    refused([hold_and_wait()()])
    assert count(Hold) == 1
    assert count(Person) == count(VaultKey, VaultKey.id == person) == 1


def test_an_erasure_is_certified_once(site, here):
    """Nothing is locked: the steps of a certificate have one key each, and whoever meets them looks once more."""
    site.publish()
    site.confirmed()
    number = erasing.erase(one(Person).id, why=Why.PERSON)
    certify = partial(certifying._certify, number, {"mail": 1}, {"mail": 0})
    assert all_at_once(here, certify, MANY) == [None] * MANY
    kept = one(Erasure)
    assert kept.certificate
    assert kept.finished_at


def test_a_consent_that_is_ended_many_times_at_once_is_ended_once(site, here):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    person, purpose = one(Person).id, one(Purpose, Purpose.slug == "newsletter").id
    answers = all_at_once(here, partial(consent.withdraw, here.vault.key_of(person), purpose, method="own-page"), MANY)
    assert answers.count(True) == 1
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.WITHDRAWN) == 1


def test_each_time_a_letter_is_sent_again_counts(site, here):
    """Nothing is locked: each letter bears its number in its key, and whoever meets one looks once more."""
    site.publish()
    site.confirmed()
    site.visitor().fill("/me/sign-in", email=ADA)
    site.work()
    waits = one(Verification, Verification.kind == SIGN_IN.word)
    before = waits.mails
    answers = all_at_once(here, partial(sending.resend, SIGN_IN, waits.id), 2)
    assert answers == [None, None]
    assert one(Verification, Verification.id == waits.id).mails == before + 2


def test_two_mailboxes_that_agree_at_once_change_the_address(site, here):
    from leadgate.people.verification.actions import proving
    from leadgate.people.verifications import ADDRESS_NEW, ADDRESS_OLD

    site.publish()
    site.confirmed()
    person = one(Person).id
    before = one(Person).address_index
    changing_address.ask(person, "new@person.example")
    site.work()
    kinds = {kind.word: kind for kind in (ADDRESS_NEW, ADDRESS_OLD)}
    waiting = every(select(Verification.kind, Verification.about).where(Verification.kind.in_(kinds)))
    answers = at_once(
        here, *[partial(proving.prove, kinds[kind], number, method="mail-link") for kind, number in waiting]
    )
    assert sorted(answers) == [False, True]
    assert one(Person).address_index != before


def test_digits_for_an_export_work_once_and_each_guess_is_counted(site, here):
    site.publish()
    site.confirmed()
    person = one(Person).id
    exporting.send_code(person)
    digits = here.tokens.digits(one(ExportCode).id)
    assert refused(all_at_once(here, partial(exporting.export, person, digits), MANY), WrongExportCode) == MANY - 1


def test_a_limit_lets_as_many_through_as_it_says(here):
    limit = Limit("test", 2, timedelta(days=1))
    assert refused(all_at_once(here, partial(spend, (limit, "ada")), MANY), TooMany) == MANY - 2


def test_nothing_that_was_read_before_the_lock_is_believed(here, group):
    """What an act has looked at already is read anew when it is locked."""
    from leadgate.foundation.databases.locking import locked
    from leadgate.groups.models import Group

    @action
    def act():
        before = session().get_one(Group, group.id).closes_at
        assert before is None
        assert at_once(here, partial(closing.announce_end, group.id, 30, by=new_id())) == [None]
        return locked(Group, group.id).closes_at

    assert act() is not None
