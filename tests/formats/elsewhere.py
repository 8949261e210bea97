"""The verifier in another language, at the other end of a pipe: one process for all questions of a run.

Its Node is the one Playwright brings, which every machine that can run the browser's tests has.
"""

import json
import subprocess
from base64 import b64encode
from functools import cache
from pathlib import Path

from playwright._impl._driver import compute_driver_executable


@cache
def _process():
    node, _program = compute_driver_executable()
    program = [node, str(Path(__file__).with_name("stranger.mjs"))]
    return subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def _asked(**question):
    process = _process()
    process.stdin.write(json.dumps(question) + "\n")
    process.stdin.flush()
    answer = process.stdout.readline().strip()
    assert answer, f"it has ended: {process.poll()}"
    return answer


def verified(content, expected, witnesses=()):
    """As `stranger.verified`."""
    key = expected.hex() if expected else None
    return _asked(content=b64encode(content).decode(), key=key, witnesses=list(witnesses))


def stamped_at(response, message):
    """As `stranger.stamped_at`, or "refused"."""
    return _asked(response=b64encode(response).decode(), message=b64encode(message).decode())
