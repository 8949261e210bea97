"""What an asset and a grant are, for those who are handed one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


class AssetRow(Protocol):
    """An asset, as far as naming and linking it need; fields as in `models.Asset`."""

    id: UUID
    slug: str
    title: str
    motivations: list[list[str]]
    """Code and words of each reason that can be chosen."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """That one person confirmed and was given something: when (UTC), and what they had said in the form."""

    grant_id: UUID
    person_id: UUID
    granted_at: datetime
    said: Mapping[str, Any]
