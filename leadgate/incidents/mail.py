"""Letters: to the officers, that something was noticed or a clock runs; to people, that a breach concerns them."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.incidents import queries, standing
from leadgate.people import queries as people
from leadgate.staff import queries as staff


def write_alert(alert: UUID, officer: UUID) -> Letter | None:
    """Tells an officer what was noticed, while nobody has closed it."""
    row = queries.alert(alert)
    return _to_officer(officer, "/office/incidents", alert=row) if row and row.closed_at is None else None


def write_clock(incident: UUID, officer: UUID) -> Letter | None:
    """Tells an officer how many of the 72 hours are left."""
    row = queries.incident(incident)
    if row is None or row.authority_told_at or row.closed_at:
        return None
    hours = int(standing.left(row).total_seconds() // 3600)
    return _to_officer(officer, f"/office/incidents/{incident}", incident=row, hours=hours)


def _to_officer(officer: UUID, path: str, **context: object) -> Letter | None:
    account, site = staff.account(officer), installation().settings.base_url
    if account is None:
        return None
    return Letter(None, lambda: account.email, staff.language_of(account), {"url": site + path, **context})


def write_breach(incident: UUID, person: UUID) -> Letter | None:
    """Tells a person concerned what happened (GDPR art. 34)."""
    row, known = queries.incident(incident), people.person(person)
    if row is None or known is None:
        return None
    languages = installation().settings.languages
    language = known.language if row.words.get(known.language) else languages[0]
    context = {"incident": row, "words": row.words.get(language, "")}
    return Letter(person, partial(people.address_of, person), language, context)
