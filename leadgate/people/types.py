"""What is known of a person, for those who are handed one, and what stays of one who was erased."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from leadgate.foundation.keys.vault import Ciphertext


class SuppressionReason(StrEnum):
    """Why an address is not written to."""

    NOT_ME = "not-me"
    NO_INVITATIONS = "uninvited"
    ASKED = "asked"
    """A letter that they had not asked for has asked them once, and none asks again."""


class PersonRow(Protocol):
    """A person with a proven address, for those who are handed one; fields as in `models.Person`."""

    @property
    def id(self) -> UUID:
        """Of the person and of their key."""

    @property
    def address_index(self) -> bytes:
        """The keyed hash by which their address is found."""

    @property
    def address(self) -> Ciphertext:
        """Sealed under their key; `queries.address_in` opens it."""

    @property
    def language(self) -> str:
        """In which they are written to (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Stone:
    """That somebody was erased: a random id of the stone's own, the keyed hash of their address, by what, and when."""

    id: UUID
    address_index: bytes | None
    erasure: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """A `PersonRow` as read at one moment, which stays what it was when the person is gone."""

    id: UUID
    address_index: bytes
    address: Ciphertext
    language: str
