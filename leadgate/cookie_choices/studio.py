"""How the visitors of a site answered, for whoever words what they are asked."""

from flask import Blueprint, Response, render_template

from leadgate.cookie_choices import figures
from leadgate.cookies import queries as sites
from leadgate.cookies.room import VIEW
from leadgate.foundation.permissions import allow
from leadgate.foundation.web import spreadsheets

pages = Blueprint("cookie_figures", __name__, url_prefix="/studio/cookies")


@pages.get("/<slug>/figures")
@allow(VIEW)
def of_site(slug: str) -> str:
    """By wording, language and month: accepted, refused, chosen, and yes and no to each purpose."""
    site = sites.site_of(slug)
    return render_template("cookie_choices/figures.html", site=site, notices=figures.of_site(site.id))


@pages.get("/<slug>/figures.csv")
@allow(VIEW)
def of_site_csv(slug: str) -> Response:
    """The same figures as a file."""
    site = sites.site_of(slug)
    rows = [row for notice in figures.of_site(site.id) for row in figures.as_rows(notice)]
    answer = Response(spreadsheets.for_spreadsheets(figures.COLUMNS, rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-choices.csv"'
    return answer
