"""What stands in the head of a landing page, for programs that show its link."""

from flask import render_template

from leadgate.assets.queries import AssetGate
from leadgate.social_pictures import queries
from leadgate.social_pictures.types import HEIGHT, WIDTH


def shared(gate: AssetGate) -> str:
    """Where the picture is, how large, and what it shows."""
    size = {"width": WIDTH, "height": HEIGHT}
    return render_template("social_pictures/_shared.html", gate=gate, mark=queries.mark(gate), **size)


def looked_at(gate: AssetGate) -> str:
    """The picture itself, for whoever is about to share the link; nothing while the page is closed."""
    page = {"gate": gate, "mark": queries.mark(gate), "width": WIDTH, "height": HEIGHT}
    return render_template("social_pictures/_looked_at.html", **page) if gate.is_open else ""
