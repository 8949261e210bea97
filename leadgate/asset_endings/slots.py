"""What stands at the address of an asset that has ended."""

from flask import render_template

from leadgate.asset_endings import queries
from leadgate.assets.queries import AssetGate
from leadgate.foundation import languages


def over(gate: AssetGate | None) -> str:
    """The marketer's words, or what is usual, and what there is instead."""
    ended = queries.ended(gate, languages.of_request())
    return render_template("asset_endings/_over.html", gate=gate, ended=ended)
