"""What became of those who downloaded something, month by month."""

from flask import Blueprint, Response, render_template, request

from leadgate.analytics.charts import grouped
from leadgate.assets.room import VIEW
from leadgate.consent import figures as consent
from leadgate.foundation.languages import of_request
from leadgate.foundation.permissions import allow
from leadgate.understanding import cohorts, files
from leadgate.understanding.types import CohortStep

pages = Blueprint("understanding_cohorts", __name__, url_prefix="/studio/figures")


@pages.get("/cohorts")
@allow(VIEW)
def cohorts_by_month() -> str:
    """As a picture and as a table; who may be written to, for one purpose."""
    found, listed = cohorts.kept(), consent.written_for()
    asked = [one for one in listed if f"{one.purpose.id}" == request.args.get("purpose")]
    shown = next(iter([*asked, *listed]), None)
    rows = found.rows(shown.purpose.id if shown else None)
    told = {"listed": listed, "shown": shown, "rows": rows, "plot": grouped(rows) if rows else None}
    return render_template("understanding/cohorts.html", months=found.months, steps=[*CohortStep], **told)


@pages.get("/cohorts.csv")
@allow(VIEW)
def cohorts_csv() -> Response:
    """The same as a file, with every purpose."""
    return files.csv_of(files.of_cohorts(cohorts.kept(), consent.written_for(), of_request()), "cohorts.csv")
