"""The mark of each line of a file: from one line that turns up elsewhere it is known from which file it was taken.

A mark is the code of its file, and a keyed hash over that file and the address beside it. Nobody without our keys can
make one, or put the mark of a colleague's file beside another address.
"""

import hmac
import secrets
from uuid import UUID

from leadgate.foundation.installation import installation

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE, PROOF = 8, 12


def new_code() -> str:
    """The code of a new file: no two letters in it look alike."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE))


def mark_of(export: UUID, code: str, address: str) -> str:
    """The mark of the line of an address.

    Args:
        export: the id of the file.
        code: the file's.
        address: as it stands in the line.
    """
    proof = installation().vault.blind_index("lead-export", f"{export}\0{address.casefold()}")
    return f"{code}-{proof.hex()[:PROOF].upper()}"


def code_in(mark: str) -> str:
    """The code of the file a mark says it is from."""
    return mark.strip().upper().partition("-")[0]


def is_mark_of(mark: str, export: UUID, code: str, address: str) -> bool:
    """Whether a mark stands beside an address in a file; for the other arguments see `mark_of`."""
    return hmac.compare_digest(mark.strip().upper().encode(), mark_of(export, code, address).encode())
