"""Proof of work by `altcha`, where an installation asks for it: a second of the visitor's machine, no third party.

A solution counts once. Without JavaScript there is none, and the form takes the slow lane instead.
"""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from datetime import timedelta

from altcha import v1 as altcha

from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, TooMany, spend

LASTS = timedelta(minutes=20)
HARDEST = 60_000
ONCE = Limit("proof-of-work", 1, timedelta(hours=1))


def challenge() -> str:
    """A new challenge, as JSON for the page's script."""
    options = altcha.ChallengeOptions(hmac_key=_key(), max_number=HARDEST, expires=clock.now() + LASTS)
    made = altcha.create_challenge(options)
    names = {"algorithm": made.algorithm, "challenge": made.challenge, "salt": made.salt, "signature": made.signature}
    return json.dumps({**names, "maxnumber": HARDEST})


def is_solved(solution: str) -> bool:
    """Whether this solves a challenge of ours that nobody has used before."""
    try:
        signature = json.loads(b64decode(solution, validate=True))["signature"]
        solved, _trouble = altcha.verify_solution(solution, _key(), check_expires=True)
        if solved:
            spend((ONCE, str(signature)))
    except (NotBase64, ValueError, KeyError, TypeError, TooMany):
        return False
    return solved


def _key() -> str:
    return installation().tokens.form_key.hex()
