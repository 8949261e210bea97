"""What groups remember of an address, and forget with its person."""

from sqlalchemy import delete, update

from leadgate.erasure.events import PeopleErased
from leadgate.foundation.db import session
from leadgate.groups.queries import every_group
from leadgate.joining.models import Applicant
from leadgate.joining.queries import address_key
from leadgate.people.events import AddressesRefolded


def forget_applicants(event: PeopleErased) -> None:
    """Groups remember nothing of who was erased."""
    for group in (one.id for one in every_group()):
        keys = [address_key(group, index) for index in event.indexes]
        session().execute(delete(Applicant).where(Applicant.group_id == group, Applicant.address_key.in_(keys)))


def know_applicants_anew(event: AddressesRefolded) -> None:
    """Groups remember people by the index they are found by now."""
    for group in (one.id for one in every_group()):
        keys = {address_key(group, before): address_key(group, now) for before, now in event.indexes.items()}
        for before, now in keys.items():
            mine = update(Applicant).where(Applicant.group_id == group, Applicant.address_key == before)
            session().execute(mine.values(address_key=now))
