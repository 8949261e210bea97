"""What this room puts on the page of an asset in the studio."""

from uuid import UUID

from flask import render_template, request

from leadgate.assets import queries as assets
from leadgate.understanding import figures, reasons
from leadgate.understanding.choosing import chosen, sees_who_came


def of_asset() -> str:
    """How far visits to the asset of this page got."""
    asset_id, choice = (request.view_args or {})["asset_id"], chosen(request.args)
    exactly = sees_who_came()
    shown = figures.of_asset(asset_id, choice.span, exactly=exactly)
    asked = [one for one in assets.with_ids([asset_id]) if one.asks_why]
    found = reasons.of_assets(asked, choice.span, exactly=exactly) if asked else None
    return render_template("understanding/_asset.html", asset_id=asset_id, chosen=choice, shown=shown, reasons=found)


def of_purpose(purpose: UUID) -> str:
    """The way to how many came to agree to a purpose, month by month, and why others do no more.

    Args:
        purpose: its id.
    """
    return render_template("understanding/_purpose.html", purpose=purpose)
