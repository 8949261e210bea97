"""Records of processing activities (GDPR art. 30), made from the register: nobody keeps them by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from leadgate.foundation.privacy.register import records_of_processing
from leadgate.foundation.web import spreadsheets


@dataclass(frozen=True, slots=True)
class ProcessingActivity:
    """One reason for processing, with what is processed for it."""

    purpose: str
    rows: list[dict[str, str]]

    @property
    def categories(self) -> list[str]:
        """Which categories of data it takes."""
        return sorted({row["holds"] for row in self.rows})

    @property
    def kept(self) -> list[str]:
        """How long they are kept, at the longest of each table."""
        return sorted({row["kept"] for row in self.rows})


def activities() -> list[ProcessingActivity]:
    """Every reason for processing, by name."""
    rows = records_of_processing()
    return [ProcessingActivity(name, [row for row in rows if row["purpose"] == name]) for name in _names(rows)]


def _names(rows: Iterable[dict[str, str]]) -> list[str]:
    return sorted({row["purpose"] for row in rows})


def as_csv() -> bytes:
    """One row per column of the database that says something about a person."""
    rows = records_of_processing()
    return spreadsheets.for_spreadsheets(list(rows[0]), rows)
