"""Tidying: pictures that were chosen for a page and stand on none, nor in a draft or a version, are deleted."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from leadgate.asset_editor.models import AssetDraft, AssetPublication, AssetUpload
from leadgate.assets import queries as assets
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.page_pictures import queries as pictures
from leadgate.page_pictures.actions import keeping

KEPT = timedelta(days=30)
"""So long after it was last sent a picture stays that nothing shows."""
NAME = re.compile(r"\b[0-9a-f]{64}\b")


@action
def forget_pictures() -> None:
    """Delete the pictures of pages that nothing shows, nor could again by going back to a version."""
    unused = pictures.sent_before(clock.now() - KEPT)
    if unused:
        for text in _texts():
            unused.difference_update(NAME.findall(text))
        keeping.delete(unused)


def _texts() -> Iterator[str]:
    """Everything in which a picture is named."""
    for kept in (*assets.designs(), *session().scalars(select(AssetUpload.stored))):
        yield json.dumps(kept)
    for typed in (AssetDraft.typed, AssetPublication.typed):
        yield from session().scalars(select(typed).execution_options(yield_per=100))
