"""The files that are sent with the editor's form: the asset's own, and pictures for its page."""

import re
from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from werkzeug.datastructures import FileStorage, MultiDict

from leadgate.asset_editor.actions import uploading
from leadgate.asset_editor.rows import Typed
from leadgate.foundation.errors import Refusal
from leadgate.page_pictures.actions import keeping

FILES = {"cover_file": "cover"}
QUOTE = re.compile(r"quotes-(\d{1,4})-file")


@dataclass(frozen=True, slots=True)
class SentForm:
    """What came with a form: its fields, which are changed, and its files."""

    typed: Typed
    files: MultiDict[str, FileStorage]


def taken(sent: SentForm, *, by: UUID) -> dict[str, Refusal]:
    """Keep the files that were sent, and name each in the field it belongs to.

    Args:
        sent: the form; the field beside each file says afterwards which it is.
        by: the member of staff.

    Returns:
        What is wrong with those that cannot be taken, by the field they came in.
    """
    wrong: dict[str, Refusal] = {}
    for name, file in sent.files.items():
        beside = FILES.get(name) or (QUOTE.sub(r"quotes-\1-picture", name) if QUOTE.fullmatch(name) else None)
        if not file.filename or (beside is None and name != "file"):
            continue
        try:
            if beside is None:
                stream = cast(BinaryIO, file.stream)
                sent.typed["upload"] = [str(uploading.keep(stream, file.filename, by=by))]
            else:
                sent.typed[beside] = [keeping.taken(file.read()).name]
        except Refusal as refusal:
            wrong[name] = refusal
    return wrong
