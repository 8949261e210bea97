"""A shop that asks its visitors through us."""

import pytest

from tests.cookie_choices.visitors import open_shop


@pytest.fixture
def notice(site) -> str:
    """What the shop's visitors are asked, by the beginning of its hash."""
    return open_shop()
