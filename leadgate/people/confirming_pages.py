"""One address for every confirmation from an inbox; the token says which room it belongs to."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow
from leadgate.foundation.tokens import Act, TokenExpired, TokenInvalid

pages = Blueprint("confirming", __name__)


@pages.route("/confirm/<token>", methods=["GET", "POST"])
@allow(PUBLIC)
def confirm(token: str) -> ResponseReturnValue:
    """Confirm what the token was made for; the room it belongs to says what that is.

    Raises:
        TokenInvalid: no room knows it.
    """
    for act, view in installation().house.confirmations():
        if _is_for(act, token):
            answer: ResponseReturnValue = view(token)
            return answer
    raise TokenInvalid


def _is_for(act: Act, token: str) -> bool:
    try:
        installation().tokens.read(act, token)
    except TokenExpired:
        return True
    except TokenInvalid:
        return False
    return True
