"""A ledger that holds something."""

import pytest

from leadgate.ledger.actions import sealing


@pytest.fixture
def ledger(site):
    """Some entries under three seals."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    for number in range(3):
        site.visitor().opt_in(email=f"p{number}@person.example", consent="newsletter")
        sealing.seal_all()
    return site
