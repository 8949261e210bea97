"""Warning: before a person's data or a consent goes for want of a sign of life, they are told, and can stop it."""

from datetime import datetime
from uuid import UUID

from leadgate.consent.actions import lapsing
from leadgate.consent.queries import offers
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.foundation.privacy.retention_rules import Belonging
from leadgate.people.actions.being_active import note_activity
from leadgate.people.queries import is_known
from leadgate.retention.models import Warned
from leadgate.retention.rules import InForce, in_force, rule_named

BATCH = 200


def warn_all() -> int:
    """Tell everybody whose time is over soon and who was not told yet; answers how many that was."""
    warned = 0
    for one in in_force():
        while one.rule.warned and (batch := _warn_batch(one)):
            warned += batch
    return warned


@action
def _warn_batch(one: InForce) -> int:
    assert one.rule.warned is not None
    now = clock.now()
    soon = one.due(now + one.rule.warned).add_columns(one.rule.starts).where(~one.was_warned(now)).limit(BATCH)
    due = session().execute(soon).all()
    for _key, person, since in due:
        _warn(one, person, since)
    return len(due)


def _warn(one: InForce, person: UUID, since: datetime) -> None:
    row, now = new_id(), clock.now()
    add_row(Warned, id=row, person_id=person, rule=one.rule.name, since=since, sent_at=now)
    add_new_letter(one.rule.letter, row, owner=person, warning=row)


@action
def stay(person: UUID) -> None:
    """Note a sign of life: the person wants to be kept."""
    note_activity([person])


@action
def keep(warning: UUID) -> bool:
    """Do what the letter offered: stay, or say yes once more; False when it is too late."""
    row = session().get(Warned, warning)
    if row is None or not is_known(row.person_id):
        return False
    stay(row.person_id)
    if belonging := belonging_of(row):
        belonging.stay(row.person_id)
    if slug := purpose_of(row):
        offered = offers([slug], "en")
        return bool(offered) and lapsing.renew(row.person_id, offered[0].purpose_id, method="mail-link")
    return True


def belonging_of(row: Warned) -> Belonging | None:
    """What a warning says somebody will belong to no longer."""
    return rule_named(row.rule).rule.belonging


def purpose_of(row: Warned) -> str:
    """The purpose a warning is about; empty when it is about everything."""
    return rule_named(row.rule).rule.purpose
