"""A group, and the two who run it."""

import pytest

from leadgate.foundation.permissions import Role
from leadgate.groups.actions import appointing
from leadgate.staff.actions.accounts import account_with
from tests.groups.scenes import MINA, OLE, bakers


@pytest.fixture
def mina(site):
    """Who owns the group."""
    return site.staff(Role.MODERATOR, MINA)


@pytest.fixture
def group(site, mina):
    return bakers(site)


@pytest.fixture
def ole(site, group):
    """A second moderator of the group."""
    visitor = site.staff(Role.MODERATOR, OLE)
    appointing.appoint(group.id, account_with(OLE), "Ole")
    return visitor
