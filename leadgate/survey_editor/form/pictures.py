"""Pictures of answers as they are sent with the editor's form."""

import re
from uuid import UUID

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
    found = {name: file.read() for name, file in files.items() if FIELD.fullmatch(name)}
    try:
        drawn = {name: picturing.drawn(content) for name, content in found.items() if content}
    except NoPicture as refusal:
        raise NotASetting(str(refusal), next(iter(found)).partition(".")[0]) from refusal
    kept = {name: picturing.keep_picture(survey_id, picture) for name, picture in drawn.items()}
    return {f"{name.removesuffix('.file')}.picture": one for name, one in kept.items()}
