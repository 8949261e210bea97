"""The vault: everything personal under the person's own key, and nothing readable once the key is gone."""

import os
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.errors import KeyDestroyed, Tampered
from leadgate.foundation.keys.vault import Ciphertext, PersonKey, Vault, VaultKey
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from tests.facts import one

pytestmark = pytest.mark.both_databases


@action
def make(here):
    owner = new_id()
    return here.vault.new_key(owner)


@given(text=st.text(max_size=200))
def test_what_was_sealed_opens_again_in_the_same_place(text):
    key = _key()
    row = uuid4()
    assert key.open(Person.address, row, key.seal(Person.address, row, text)) == text


def _key():
    return PersonKey(uuid4(), os.urandom(32))


@given(text=st.text(max_size=50), at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_single_changed_bit_is_noticed(text, at, bit):
    key, row = _key(), uuid4()
    sealed = bytearray(key.seal(Person.address, row, text))
    at = 1 + at % (len(sealed) - 1)
    sealed[at] ^= 1 << bit
    with pytest.raises(Tampered):
        key.open(Person.address, row, Ciphertext(bytes(sealed)))


def test_a_ciphertext_opens_in_no_other_row_column_or_hand():
    key, row = _key(), uuid4()
    sealed = key.seal(Person.address, row, "ada@person.example")

    for opener, column, place in (
        (key, Person.address, uuid4()),
        (key, Verification.address, row),
        (_key(), Person.address, row),
    ):
        with pytest.raises(Tampered):
            opener.open(column, place, sealed)


def test_the_same_text_is_never_sealed_to_the_same_bytes():
    key, row = _key(), uuid4()
    assert key.seal(Person.address, row, "x") != key.seal(Person.address, row, "x")


def test_a_sealed_column_takes_nothing_in_clear(here):
    @action
    def write():
        session().add(Person(id=make(here).owner, address_index=b"x", address="ada@person.example", language="en"))
        session().flush()

    with pytest.raises(Exception, match="Ciphertext"):
        write()


def test_once_the_key_is_destroyed_nothing_opens_it(here):
    key = make(here)
    action(lambda: here.vault.destroy(key.owner))()
    with pytest.raises(KeyDestroyed):
        here.vault.key_of(key.owner)
    assert here.vault.is_destroyed(key.owner)


def test_keys_lie_wrapped_and_another_master_key_does_not_open_them(here):
    key = make(here)
    row = one(VaultKey)
    with pytest.raises(Tampered):
        Vault(b"another master key" * 2).key_of(key.owner)
    assert key._cipher is not None
    assert len(row.wrapped) == 1 + 4 + 12 + 32 + 16


def test_a_wrapped_key_moved_to_another_person_does_not_open(here):
    first, second = make(here), make(here)

    @action
    def swap():
        session().get(VaultKey, first.owner).wrapped = session().get(VaultKey, second.owner).wrapped

    swap()
    with pytest.raises(Tampered):
        action(lambda: here.vault.key_of(first.owner))()


def test_equal_values_are_found_and_kinds_are_kept_apart(here):
    index = here.vault.blind_index
    assert index("address", "a") == index("address", "a") != index("address", "b")
    assert index("address", "a") != index("limit/x", "a")
