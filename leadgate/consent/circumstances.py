"""How the request at hand reached us, as evidence of what was said in it."""

from flask import request

from leadgate.foundation import languages
from leadgate.foundation.web import client
from leadgate.foundation.web.security import asks_not_to_sell
from leadgate.ledger.actions.recording import Circumstances

LONGEST_AGENT = 200


def of_request() -> Circumstances:
    """The page, the language and the browser; of the address the network only."""
    return Circumstances(
        page=request.path.rpartition("/")[0] if request.view_args and "token" in request.view_args else request.path,
        language=languages.of_request(),
        network=client.network(),
        user_agent=request.user_agent.string[:LONGEST_AGENT],
        signals=("Sec-GPC",) if asks_not_to_sell() else (),
    )
