"""Watching: the rules that look for what should not happen, every few minutes.

What an account looks at is measured against its own past, so that a busy team is not a suspicious one. A honey record
is compared with itself: whatever grew by a row, in any table of any room, somebody touched.
"""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.privacy.erasure_engine import kin_of
from leadgate.foundation.privacy.register import mine, tables
from leadgate.incidents.actions.alerting import alert
from leadgate.incidents.models import AlertRule, HoneyRecord
from leadgate.ledger import queries as ledger
from leadgate.people import queries as people

FEW = 500
"""Up to so many people in a day nobody asks."""
TIMES_USUAL = 3
PAST = timedelta(days=28)
OUR_OWN = {"outbox", "retention_warning", "ledger_evidence"}
"""Tables in which the machine itself writes about a person nobody touched."""


def watch() -> int:
    """Look once; answers how many alerts are new."""
    return sum((*_many_looked_at(), *_honey_touched()))


def _many_looked_at() -> list[bool]:
    now = clock.now()
    day = now - timedelta(days=1)
    return [
        alert(AlertRule.MANY_SEEN, f"{account}/{now:%Y%m%d}", count=count, since=day, account=account)
        for account, count in ledger.lookers(day, FEW).items()
        if count > TIMES_USUAL * ledger.busiest_day(account, day - PAST, day)
    ]


def _honey_touched() -> list[bool]:
    return [_compare(record) for record in session().scalars(select(HoneyRecord)).all()]


@action
def _compare(record: HoneyRecord) -> bool:
    now, known = rows_of(record), Counter(record.rows)
    grown = now - known
    gone = 0 if now["person"] else known["person"]
    if not grown and not gone:
        return False
    session().get_one(HoneyRecord, record.person_id).rows = dict(now)
    account = ledger.last_looker(record.person_id) if grown["ledger_entry"] else None
    # The alert outlives the record, so it does not name whom it was planted as.
    what = f"{record.planted_at:%Y%m%d%H%M%S%f}/{clock.now():%Y%m%d%H%M%S}"
    return alert(AlertRule.HONEY, what, count=grown.total() + gone, since=record.planted_at, account=account)


def rows_of(record: HoneyRecord) -> Counter[str]:
    """How many rows each table has of a honey record, and how much waits for its address."""
    found: Counter[str] = Counter()
    for _, table, rule in tables():
        if table.name not in OUR_OWN:
            rows = select(func.count()).select_from(table).where(mine(table, rule, record.person_id))
            found[table.name] = session().scalar(rows) or 0
    person = people.person(record.person_id)
    found["by_address"] = len(kin_of([person.address_index])) if person else 0
    return found
