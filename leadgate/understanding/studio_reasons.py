"""Why people wanted what they asked for, of all assets."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from leadgate.assets import access
from leadgate.assets.room import VIEW
from leadgate.foundation.permissions import allow
from leadgate.understanding import files, reasons
from leadgate.understanding.choosing import chosen, sees_who_came

pages = Blueprint("understanding_reasons", __name__, url_prefix="/studio")


@pages.get("/figures/reasons")
@allow(VIEW)
def reasons_by_asset() -> str:
    """As bars and as a table, asset by asset."""
    choice = chosen(request.args)
    is_exact = sees_who_came()
    found = reasons.overview(choice.span, exactly=is_exact)
    return render_template("understanding/reasons.html", chosen=choice, found=found, is_exact=is_exact)


@pages.get("/figures/reasons.csv")
@allow(VIEW)
def reasons_csv() -> Response:
    """The same as a file."""
    found = reasons.overview(chosen(request.args).span, exactly=sees_who_came())
    return files.csv_of(reasons.rows_of(found, _("several reasons, not told apart")), "reasons.csv")


@pages.get("/assets/<uuid:asset_id>/reasons.csv")
@allow(VIEW)
def reasons_of_asset_csv(asset_id: UUID) -> Response:
    """Those of one asset."""
    asset = access.any_gate(asset_id).asset
    found = reasons.of_assets([asset], chosen(request.args).span, exactly=sees_who_came())
    return files.csv_of(reasons.rows_of(found, _("several reasons, not told apart")), "reasons.csv")
