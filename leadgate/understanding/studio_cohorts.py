"""What became of those who downloaded something, month by month."""

from flask import Blueprint, Response, render_template

from leadgate.assets.room import VIEW
from leadgate.foundation.permissions import allow
from leadgate.understanding import cohorts, files

pages = Blueprint("understanding_cohorts", __name__, url_prefix="/studio/figures")


@pages.get("/cohorts")
@allow(VIEW)
def cohorts_by_month() -> str:
    """As a picture and as a table."""
    found = cohorts.kept()
    return render_template("understanding/cohorts.html", found=found, bars=cohorts.bars(found))


@pages.get("/cohorts.csv")
@allow(VIEW)
def cohorts_csv() -> Response:
    """The same as a file."""
    return files.csv_of(files.of_cohorts(cohorts.kept()), "cohorts.csv")
