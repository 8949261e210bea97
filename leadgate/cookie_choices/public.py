"""What visitors of other sites reach: where their choice goes, and the receipt of it for whoever holds its number."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from leadgate.cookie_choices import answering, queries, receipts
from leadgate.cookie_choices.sent import MOST_BYTES
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.web.bodies import takes
from leadgate.foundation.web.requests import from_anywhere
from leadgate.verifier.reading import written

pages = Blueprint("cookie_choices", __name__, url_prefix="/c")


@pages.post("/<site>/choices")
@allow(PUBLIC)
@from_anywhere
@takes(lambda: MOST_BYTES)
def choose(site: str) -> ResponseReturnValue:
    """Where the script sends a choice; usually answered before it comes here (`answering.of_request`)."""
    return answering.answered(request, site, request.get_data()).response()


@pages.get("/<site>/choices/<number>")
@allow(PUBLIC)
def receipt(site: str, number: str) -> str:
    """What was chosen, when, and under which wording: for whoever holds the number."""
    known = queries.choice_of(number, site)
    document = receipts.receipt(known)
    return render_template("cookie_choices/receipt.html", known=known, proven=receipts.is_proven(document))


@pages.get("/<site>/choices/<number>/receipt.json")
@allow(PUBLIC)
def download(site: str, number: str) -> Response:
    """The same as a file that is verified without us."""
    content = written(receipts.receipt(queries.choice_of(number, site)))
    named = {"Content-Disposition": 'attachment; filename="cookie-choice.json"'}
    return Response(content, mimetype="application/json", headers=named)
