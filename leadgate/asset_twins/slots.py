"""What twins put on pages of others: in the editor, on the page of figures, and where something has ended."""

from uuid import UUID

from flask import render_template

from leadgate.asset_twins import queries
from leadgate.asset_twins.editing import TwinsShown
from leadgate.assets import queries as assets
from leadgate.assets.queries import AssetGate
from leadgate.foundation import languages


def in_editor(asset_id: UUID) -> str:
    """The page's other languages, below the editor."""
    shown = TwinsShown(asset_id, assets.gate_with_id(asset_id, languages.of_request()))
    return render_template("asset_twins/_section.html", shown=shown) if shown.gate or shown.family else ""


def before_publishing(asset_id: UUID) -> str:
    """What of a page in another language is still the other one's, while it is a draft."""
    found = queries.still_of_another(asset_id)
    return render_template("asset_twins/_still_copied.html", found=found) if found else ""


def figures_together(gate: AssetGate) -> str:
    """The figures of each page of a family, and of all."""
    found = queries.figures_of(gate.asset.id)
    return render_template("asset_twins/_figures.html", found=found) if found else ""


def still_there(gate: AssetGate | None) -> str:
    """In which languages what has ended is still offered."""
    pages = queries.open_pages(gate.asset.id).get(gate.asset.id) if gate else None
    return render_template("asset_twins/_still_there.html", pages=pages) if pages else ""
