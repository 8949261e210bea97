"""Invitations play in the scenes of groups."""

from tests.groups.conftest import group as group
from tests.groups.conftest import mina as mina
from tests.groups.conftest import ole as ole
