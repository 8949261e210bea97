"""The letters about what moderators decided."""

from uuid import UUID

from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import put_letter
from leadgate.groups import mail as group_mail
from leadgate.sanctions import queries
from leadgate.sanctions.models import Appeal, Sanction


def tell_sanction(row: Sanction) -> None:
    """Say that somebody was muted or banned, why, until when, and how to appeal."""
    put_letter("sanctions/sanctioned", str(row.id), owner=row.person_id, sanction=row.id)


def tell_lifted(row: Sanction) -> None:
    """Say that it has ended before its time."""
    put_letter("sanctions/lifted", str(row.id), owner=row.person_id, sanction=row.id)


def tell_appeal(row: Appeal) -> None:
    """Say that an appeal was answered; the answer itself stands on the person's page."""
    put_letter("sanctions/appeal_answered", str(row.id), owner=row.person_id, appeal=row.id)


def write_sanctioned(sanction: UUID) -> Letter | None:
    """That somebody was muted or banned, or is no more: why, until when, how to object."""
    held = queries.one(sanction)
    return group_mail.to_person(held.row.person_id, held.row.group_id, held=held) if held else None


def write_appeal_answered(appeal: UUID) -> Letter | None:
    """What became of an objection."""
    row = queries.appeal(appeal)
    return group_mail.to_person(row.person_id, row.group_id, granted=row.granted) if row else None
