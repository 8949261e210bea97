"""Leaving: a person ends everything that is kept of them."""

from uuid import UUID

from leadgate.foundation import audit, kept_mail, register
from leadgate.foundation.db import action, after_commit


@action
def leave(person: UUID) -> None:
    """Destroy a person's key and every row of theirs; what proves their consent stays and names nobody."""
    register.erase_rows_of(person)
    audit.record("person:leave", actor=None)
    after_commit(lambda: _forget_kept_mail(person))


def _forget_kept_mail(person: UUID) -> None:
    kept_mail.forget(person)
