"""What people leave outside the tables: the files they put beside posts."""

from collections.abc import Sequence

from leadgate.discussions.actions import attaching, tidying
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.erasure_engine import Store
from leadgate.foundation.residue_scan import files_with
from leadgate.foundation.words import Text


def _search(needles: Sequence[bytes]) -> int | None:
    folder = installation().storage.folder
    return files_with(needles, (folder / attaching.FOLDER).rglob("*")) if folder else None


FILES = Store("files of posts", Text("files put beside posts"), tidying.forget, _search, tidying.note_going)
