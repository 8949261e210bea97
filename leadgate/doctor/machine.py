"""The machine and the way to it: room on the disk, the file store, the public address."""

import shutil
from collections.abc import Iterator
from uuid import uuid4

from flask_babel import gettext as _

from leadgate.doctor.diagnosis import Diagnosis, note, trouble
from leadgate.foundation import clock
from leadgate.foundation.calling.destinations import Reach
from leadgate.foundation.calling.errors import CallFailed
from leadgate.foundation.calling.posting import get
from leadgate.foundation.installation import installation
from leadgate.ledger import checkpoints

LITTLE_BYTES, TOO_LITTLE_BYTES = 2_000_000_000, 200_000_000
ASKED_SECONDS = 5.0


def check_storage() -> Iterator[Diagnosis]:
    """Whether the file store takes a file, gives it back and lets go of it."""
    store, name, at = installation().storage, f"doctor/{uuid4()}.json", clock.now().isoformat()
    store.write_json(name, {"at": at})
    if not store.has(name) or store.document(name) != {"at": at}:
        yield trouble(_("A file that was written is not there; see LEADGATE_STORAGE_URL."))
    store.delete(name)
    if store.has(name):
        yield trouble(_("A file that was deleted is still there: nothing can be erased. See LEADGATE_STORAGE_URL."))


def check_disk() -> Iterator[Diagnosis]:
    """Whether there is room beside the database."""
    folder = installation().settings.data_dir
    free = shutil.disk_usage(folder).free
    about = {"megabytes": f"{free / 1e6:,.0f}", "folder": folder}
    if free < TOO_LITTLE_BYTES:
        said = _("%(megabytes)s MB are free where %(folder)s is: soon nothing can be written. Make room.", **about)
        yield trouble(said)
    elif free < LITTLE_BYTES:
        yield note(_("%(megabytes)s MB are free where %(folder)s is.", **about))


def check_address() -> Iterator[Diagnosis]:
    """Whether the public address leads here, which the key of the log proves."""
    settings = installation().settings
    if settings.smtp_url and settings.base_url.split("//")[1].startswith(("127.", "localhost")):
        yield note(_("LEADGATE_BASE_URL is an address of this machine alone: links in letters lead nobody else here."))
    if settings.secure and not settings.trusted_proxies:
        yield note(_("LEADGATE_TRUSTED_PROXIES is not set: behind a proxy all visitors count as one for the limits."))
    try:
        answer = get(f"{settings.base_url}{checkpoints.PLACE}/key", {}, reach=Reach.SELF_PROVING, seconds=ASKED_SECONDS)
    except CallFailed as failure:
        yield note(_("%(address)s cannot be opened from this machine. %(why)s", address=settings.base_url, why=failure))
        return
    if not answer.is_taken:
        about = {"address": settings.base_url, "status": answer.status}
        yield note(_("%(address)s answers with status %(status)s; is leadgate running behind it?", **about))
    elif answer.body.decode(errors="replace").strip() != checkpoints.log_key():
        said = _(
            "%(address)s leads to another installation, or to none; see LEADGATE_BASE_URL.", address=settings.base_url
        )
        yield trouble(said)
