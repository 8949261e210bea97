"""Pictures of answers as they are sent with the editor's form."""

import re
from uuid import UUID

from flask_babel import gettext
from werkzeug.datastructures import FileStorage, MultiDict

from leadgate.survey_editor.errors import NotASetting
from leadgate.survey_pictures.actions import picturing
from leadgate.survey_pictures.errors import NoPicture

FIELD = re.compile(r"(?P<list>[a-z_]+)\.\d{1,4}\.file")


def taken(survey_id: UUID, files: MultiDict[str, FileStorage]) -> dict[str, str]:
    """Keep the pictures that were sent, and name each in the field beside the one it came by.

    Args:
        survey_id: the survey's id.
        files: by their fields, `choices.3.file`; a field nobody chose a file for has an empty one.

    Raises:
        NotASetting: one of them is not a picture.
    """
    sent = {name: file for name, file in files.items() if FIELD.fullmatch(name)}
    drawn = {name: picture for name, file in sent.items() if (picture := _drawn(name, file))}
    kept = {name: picturing.keep_picture(survey_id, picture) for name, picture in drawn.items()}
    return {f"{name.removesuffix('.file')}.picture": one for name, one in kept.items()}


def _drawn(name: str, file: FileStorage) -> bytes:
    """A picture as it is kept; nothing where no file was chosen."""
    content = file.read()
    try:
        return picturing.drawn(content) if content else b""
    except NoPicture as refusal:
        told = gettext("“%(file)s”: %(refusal)s", file=file.filename or name, refusal=refusal)
        raise NotASetting(told, name.partition(".")[0]) from refusal
