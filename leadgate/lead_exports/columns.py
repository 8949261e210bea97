"""What can stand in a line of a file of leads, and the lines of some people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _

from leadgate.assets import leads as given
from leadgate.consent import proofs
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import Ciphertext, PersonKey
from leadgate.foundation.local_time import day_of
from leadgate.lead_exports.marks import mark_of
from leadgate.people import queries as people

ADDRESS, MARK, FIELD = "email", "mark", "field."
FIXED = {
    ADDRESS: _("Email"),
    "first_seen": _("First seen"),
    "source": _("Came by"),
    "assets": _("Asked for"),
    "agreed_to": _("Purpose agreed to"),
    "agreed_on": _("Agreed on"),
    "wording": _("Version of the wording agreed to"),
    "receipt": _("Receipt: its number"),
    "receipt_hash": _("Receipt: its hash in the ledger"),
}
USUAL = (ADDRESS, "agreed_to", "agreed_on", "wording")
OF_CONSENT, OF_GRANTS = {"agreed_on", "wording", "receipt", "receipt_hash"}, {"source", "assets"}
Said = dict[str, str]


def columns() -> dict[str, object]:
    """Every column there is and what it is called: the fixed ones, and what forms of assets asked."""
    return {**FIXED, **{f"{FIELD}{key}": label for key, label in given.asked_fields().items()}}


@dataclass(frozen=True, slots=True)
class LeadLines:
    """How the lines of one file are made.

    Args:
        export: its id.
        code: with which its lines are marked.
        purpose_id, purpose: for which it was taken, and that purpose's slug.
        names: the columns that were chosen, in their order.
    """

    export: UUID
    code: str
    purpose_id: UUID
    purpose: str
    names: Sequence[str]

    @property
    def heads(self) -> list[str]:
        """What stands above the columns: the same words whatever the language, for programs that read them."""
        return [*(name.removeprefix(FIELD) for name in self.names), MARK]

    def of(self, rows: Sequence[Any]) -> tuple[list[PersonKey], list[list[str]]]:
        """The lines of people, and their keys; whoever deleted themselves a moment ago is left out.

        Args:
            rows: as `people.access.listed` has them.
        """
        keys = installation().vault.keys_of([row.id for row in rows])
        # Whom a hold keeps is found by nobody, and so is in no file either.
        met = [row for row in rows if row.id in keys and row.address_index != people.index_of_nobody(row.id)]
        agreed = proofs.proofs_of(self.purpose_id, [row.id for row in met]) if OF_CONSENT & set(self.names) else {}
        given_to = self._said_by({row.id: keys[row.id] for row in met})
        lines = [self._line_of(self._cells_of(row, keys[row.id], agreed) | given_to.get(row.id, {})) for row in met]
        return [keys[row.id] for row in met], lines

    def _cells_of(self, row: Any, key: PersonKey, agreed: Mapping[UUID, proofs.ConsentProof]) -> Said:
        cells = {ADDRESS: people.address_in(key, Ciphertext(row.address)), "agreed_to": self.purpose}
        if "first_seen" in self.names:
            cells["first_seen"] = str(day_of(row.known_since))
        if proof := agreed.get(row.id):
            cells |= {"agreed_on": str(day_of(proof.since)), "wording": proof.wording}
            cells |= {"receipt": str(proof.entry), "receipt_hash": proof.leaf}
        return cells

    def _line_of(self, cells: Said) -> list[str]:
        return [*(cells.get(name, "") for name in self.names), mark_of(self.export, self.code, cells[ADDRESS])]

    def _said_by(self, keys: Mapping[UUID, PersonKey]) -> dict[UUID, Said]:
        if not _tells_of_grants(self.names):
            return {}
        found: dict[UUID, Said] = {}
        for one in given.given_to(keys):
            cells = found.setdefault(one.person_id, {})
            cells["assets"] = f"{cells['assets']}; {one.title}" if "assets" in cells else one.title
            cells.setdefault("source", one.said.get("source", ""))
            cells |= {f"{FIELD}{key}": str(answer) for key, answer in one.said.get("fields", {}).items()}
        return found


def _tells_of_grants(names: Collection[str]) -> bool:
    return any(name in OF_GRANTS or name.startswith(FIELD) for name in names)
