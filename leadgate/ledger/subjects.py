"""Under which id a person's entries stand, and whose an entry is: the only way between the two, while there is one.

Entries stand under a pseudonym that is made from the person's own key, so whatever outlives the key (entries, bundles,
backups without keys) leads back to nobody. Entries from before there were pseudonyms stand under the person's id.
"""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey, VaultKey
from leadgate.foundation.privacy.register import names_of
from leadgate.ledger.models import PSEUDONYM, LedgerEntry

KEYS_AT_ONCE = 2_000


def subject_of(key: PersonKey) -> UUID:
    """Under which id the entries of this key's owner stand."""
    return key.pseudonym(PSEUDONYM)


def subjects_of(person: UUID) -> list[UUID]:
    """The ids a person's entries stand under, those from before there were pseudonyms included."""
    return names_of(person, LedgerEntry.__personal__)


def subjects_for_looks(people: Iterable[UUID]) -> list[UUID]:
    """Under which ids looks at these people are noted; whoever is gone meanwhile gets one that leads nowhere."""
    wanted, found = list(people), dict[UUID, UUID]()
    for at in range(0, len(wanted), KEYS_AT_ONCE):
        keys = installation().vault.keys_of(wanted[at : at + KEYS_AT_ONCE])
        found |= {owner: subject_of(key) for owner, key in keys.items()}
    return [found.get(one) or new_id() for one in wanted]


def act_of(key: PersonKey, request: UUID) -> UUID:
    """What the entries of one request have in common: an id that no row bears, and only its owner's key leads to.

    Args:
        key: of whoever asked.
        request: the id of what was asked.
    """
    return key.pseudonym(f"{PSEUDONYM}/{request}")


def owners_of(subjects: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose entries stand under these ids, as owners of keys by subject; of whom no key is left nobody is named.

    Opens every key there is, a batch at a time: for incidents and restores, not for pages.
    """
    found: dict[UUID, UUID] = {}
    wanted = set(subjects)
    for key in _every_key() if wanted else ():
        found |= dict.fromkeys({key.owner, subject_of(key)} & wanted, key.owner)
    return found


def _every_key() -> Iterator[PersonKey]:
    page, last = select(VaultKey.id, VaultKey.wrapped).order_by(VaultKey.id).limit(KEYS_AT_ONCE), None
    while rows := session().execute(page.where(VaultKey.id > last) if last else page).all():
        yield from (installation().vault.opened(owner, wrapped) for owner, wrapped in rows)
        last = rows[-1][0]
