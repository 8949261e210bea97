"""What comes after a download, on the page that has it."""

from flask import render_template

from leadgate.assets.queries import AssetGate
from leadgate.foundation import languages
from leadgate.next_steps import queries


def after(gate: AssetGate) -> str:
    """What the marketer suggests next, as far as it is open."""
    return render_template("next_steps/_after.html", steps=queries.chosen(gate, languages.of_request()))
