"""Meetups play in the scenes of groups."""

from tests.groups.conftest import mina as mina
