"""How all assets do, and the figures of one as files."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from leadgate.assets import access
from leadgate.assets.room import VIEW
from leadgate.foundation.permissions import allow
from leadgate.understanding import figures, files
from leadgate.understanding.choosing import chosen, sees_who_came

pages = Blueprint("understanding", __name__, url_prefix="/studio")


@pages.get("/figures")
@allow(VIEW)
def overview() -> str:
    """Every asset, beside the days before."""
    choice = chosen(request.args)
    lines = figures.overview(choice.span, exactly=sees_who_came())
    total = figures.together(lines, choice.span)
    return render_template("understanding/overview.html", chosen=choice, lines=lines, total=total)


@pages.get("/figures.csv")
@allow(VIEW)
def overview_csv() -> Response:
    """The same as a file."""
    span = chosen(request.args).span
    lines = figures.overview(span, exactly=sees_who_came())
    total = figures.together(lines, span)
    return files.csv_of(files.of_lines(_("All together"), total, lines), "figures.csv")


@pages.get("/assets/<uuid:asset_id>/figures.csv")
@allow(VIEW)
def origins_csv(asset_id: UUID) -> Response:
    """How far visits to an asset got, by whole origins."""
    found = figures.of_asset(access.any_gate(asset_id).asset.id, chosen(request.args).span, exactly=sees_who_came())
    return files.csv_of(files.of_origins(found), "origins.csv")


@pages.get("/assets/<uuid:asset_id>/days.csv")
@allow(VIEW)
def days_csv(asset_id: UUID) -> Response:
    """How far visits to an asset got, by day: looks of each, people in blocks."""
    found = figures.of_asset(access.any_gate(asset_id).asset.id, chosen(request.args).span, exactly=sees_who_came())
    return files.csv_of(files.of_days(found), "days.csv")
