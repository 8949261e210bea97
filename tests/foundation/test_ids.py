"""Ids: in the order of time, whichever way they are made."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.ids import id_at, moment_of

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@given(seed=st.binary(min_size=10, max_size=32), seconds=st.integers(1, 10**9))
def test_an_id_of_a_moment_and_a_seed_is_an_ordinary_one_of_that_moment(seed, seconds):
    found = id_at(NOW, seed)
    assert (found.version, found.variant, moment_of(found)) == (7, "specified in RFC 4122", NOW)
    assert found == id_at(NOW, seed) < id_at(NOW + timedelta(seconds=seconds), seed)
