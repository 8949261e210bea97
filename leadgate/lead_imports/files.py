"""Writing the lines that stay out while they are sent: a part is judged and handed on, so that none is held whole."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import Installation
from leadgate.foundation.web.spreadsheets import streamed
from leadgate.lead_imports import queries
from leadgate.lead_imports.types import STAY_OUT


def left_out(here: Installation, import_id: UUID, names: Sequence[str]) -> Iterator[bytes]:
    """The file, as CSV for spreadsheets.

    Args:
        here: at work only while a part is judged: the request that asked for the file is over by then.
        import_id: of an import that was looked through.
        names: of the columns, in the reader's language.
    """
    words = {str(fate): str(fate.words) for fate in STAY_OUT}
    parts = queries.import_of(import_id).parts

    def batches() -> Iterator[list[list[str]]]:
        for number in range(parts):
            with here.opened():
                forget_what_was_read()
                lines = queries.left_out(queries.import_of(import_id), number)
            yield [[line, address, words[fate]] for line, address, fate in lines]

    return streamed(names, batches())
