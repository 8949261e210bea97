"""What being compared puts on pages of others: one's own page, and the page of an asset in the studio."""

from flask import render_template, request

from leadgate.people import browser
from leadgate.scoring import scores


def mine() -> str:
    """Where the reader sees how they are compared, if they are."""
    person = browser.reader()
    if person is None or not scores.is_compared(person.id):
        return ""
    return render_template("scoring/_mine.html", scored=bool(scores.mine(person.id)))


def of_asset() -> str:
    """Where staff see which motivations of the asset of this page convert."""
    return render_template("scoring/_asset.html", asset_id=(request.view_args or {})["asset_id"])
