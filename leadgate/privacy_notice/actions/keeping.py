"""Keeping what the notice says: another version as soon as anything it is made from is otherwise."""

from leadgate.foundation import clock
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import action, add_row, after_commit
from leadgate.foundation.keys.vault import fingerprint
from leadgate.privacy_notice import queries
from leadgate.privacy_notice.models import PrivacyNoticeVersion
from leadgate.privacy_notice.sections import written_everywhere
from leadgate.privacy_notice.types import as_kept
from leadgate.verifier.reading import canonical


@action
def keep() -> None:
    """Put the notice in force as it has to be now; where it says nothing else than before, nothing is written."""
    texts = as_kept(written_everywhere())
    sha256, before = fingerprint(canonical(texts).decode()), queries.newest()
    if before is None or before.sha256 != sha256:
        number = before.number + 1 if before else 1
        add_row(PrivacyNoticeVersion, number=number, at=clock.now(), sha256=sha256, texts=texts)
        after_commit(page_cache.forget)
