"""What marketers see of a page's other languages: in the editor, and on a page of its own."""

from uuid import UUID

from leadgate.asset_twins import queries
from leadgate.asset_twins.forms import new_twin_form, other_page_form
from leadgate.assets.queries import AssetGate


class TwinsShown:
    """The family of an asset, and the forms by which it grows.

    Args:
        asset_id: of the asset, or of one that is to be.
        gate: its own, where it is there.
    """

    def __init__(self, asset_id: UUID, gate: AssetGate | None) -> None:
        self.asset_id, self.gate = asset_id, gate
        self.family = queries.family_of(asset_id)
        own = [gate.asset.language] if gate else []
        self.new = new_twin_form([*own, *(one.language for one in self.family)])
        self.other = other_page_form(queries.to_choose_from(asset_id) if gate else [])

    @property
    def is_double(self) -> bool:
        """Whether two of them are in one language, of which readers are led to the first."""
        return len({one.language for one in self.family}) < len(self.family)

    @property
    def status(self) -> int:
        """That of the answer: of the form that was refused."""
        return max(self.new.status, self.other.status)
