"""Looking at another site, and what was found there."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import declaring, planning
from leadgate.cookie_scans.forms import DECLARED_AS, DeclareForm, PlanForm
from leadgate.cookie_scans.room import RUN
from leadgate.cookie_scans.types import Every, Phase
from leadgate.cookies import queries as cookies
from leadgate.cookies.documents import Shown, said
from leadgate.foundation import languages
from leadgate.foundation.permissions import allow
from leadgate.foundation.web.forms import Button, PageForm
from leadgate.runs import queries as runs
from leadgate.runs.actions import asking

pages = Blueprint("cookie_scans", __name__, url_prefix="/studio/cookies/<slug>/scan")


@pages.route("", methods=["GET", "POST"])
@allow(RUN)
def index(slug: str) -> ResponseReturnValue:
    """What the last look found; the button has a worker look again."""
    site, form = cookies.site_of(slug), Button()
    asked_by = {"language": languages.of_request(), "by": current_user.id}
    if form.submitted_to(asking.ask, planning.KIND, site.slug, **asked_by):
        return redirect(url_for(".index", slug=slug), 303)
    return _shown(slug, site.id, form), form.status


@pages.post("/plan")
@allow(RUN)
def plan(slug: str) -> ResponseReturnValue:
    """Say how often it is looked at without being asked."""
    site, form = cookies.site_of(slug), PlanForm()
    if form.submitted_to(lambda: planning.plan(site.id, Every(form.every.data), by=current_user.id)):
        return redirect(url_for(".index", slug=slug), 303)
    return _shown(slug, site.id, form), form.status


@pages.post("/declare")
@allow(RUN)
def declare(slug: str) -> ResponseReturnValue:
    """Write what was found into the description."""
    form = DeclareForm()
    if form.submitted_to(declaring.declare, slug, form.chosen, edition=form.edition.data or 0, by=current_user.id):
        return redirect(url_for("cookies.site", slug=slug), 303)
    return _shown(slug, cookies.site_of(slug).id, form), form.status


def _shown(slug: str, site_id: UUID, form: PageForm) -> str:
    kept, judge = queries.scans(site_id), queries.judge_of(site_id)
    last = kept[0] if kept else None
    found = queries.lines(last.id, judge) if last else []
    told: dict[str, object] = {
        "site": cookies.site_of(slug),
        "last": last,
        "lines": found,
        "earlier": kept[1:],
        "phases": [*Phase],
    }
    told |= {"silent": queries.silent_of(slug, last), "found": queries.found_for(slug), "kinds": DECLARED_AS}
    more = {"run": runs.newest(planning.KIND, slug), "every": queries.every_of(site_id), "choices": [*Every]}
    return render_template(
        "cookie_scans/scan.html", form=form, shown=judge.shown, titles=_titles(judge.shown), **told, **more
    )


def _titles(shown: Shown | None) -> dict[str, str]:
    """What purposes are called, in the reader's language where the site speaks it."""
    named = shown.described.purposes if shown else ()
    return {one.slug: said(one.title, languages.of_request()) for one in named}
