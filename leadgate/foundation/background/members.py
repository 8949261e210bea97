"""Who belongs to the family of `leadgate up` on a data folder: one family has it, and says who is in it.

The lock (flock(2)) ends with its holder, however that ends. The list beside it is for whoever looks: the next `up`,
and `doctor`.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from leadgate.foundation.errors import Refusal

LOCK, LIST = "up.lock", "up.json"


class FolderInUse(Refusal):
    """Another `leadgate up` runs on the same data folder.

    Args:
        data_dir: the folder.
        family: what is known of it; None when it has only begun.
    """

    def __init__(self, data_dir: Path, family: "Family | None") -> None:
        whose = f"process {family.pid}, at {family.address}" if family else "another process"
        super().__init__(f"leadgate already runs in {data_dir} ({whose}). End that first; nothing was changed.")


@dataclass(frozen=True)
class FamilyMember:
    """One process of a family.

    Args:
        name: web, worker or beat.
        pid: of the process; None while it waits to be started again.
        starts: how often it was started in the last minute.
    """

    name: str
    pid: int | None
    starts: int


@dataclass(frozen=True)
class Family:
    """A `leadgate up` and what it keeps running.

    Args:
        pid: of the one that keeps the others.
        address: where it listens, as an address that this machine can open, or its socket.
        members: all others.
    """

    pid: int
    address: str
    members: tuple[FamilyMember, ...]


@contextmanager
def only_family(data_dir: Path) -> Iterator[None]:
    """Have a data folder for one family while the block runs.

    Args:
        data_dir: of the installation; is made where it is not there.

    Raises:
        FolderInUse: another family has it; the block is not entered.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as trouble:
            raise FolderInUse(data_dir, family_in(data_dir)) from trouble
        (data_dir / LIST).unlink(missing_ok=True)  # of one that was killed
        yield
        (data_dir / LIST).unlink(missing_ok=True)


def write_down(family: Family, data_dir: Path) -> None:
    """Say who belongs to the family; whoever reads meanwhile finds the old list or the new one.

    Args:
        family: as it is now.
        data_dir: the folder it has.
    """
    new = data_dir / f"{LIST}.new"
    new.write_text(json.dumps(asdict(family)))
    new.replace(data_dir / LIST)


def family_in(data_dir: Path) -> Family | None:
    """The family that has a data folder, or had it and was killed; None when there is none.

    Args:
        data_dir: of the installation.
    """
    try:
        known = json.loads((data_dir / LIST).read_text())
    except FileNotFoundError:
        return None
    return Family(known["pid"], known["address"], tuple(FamilyMember(**one) for one in known["members"]))


def is_taken(data_dir: Path) -> bool:
    """Whether a family has a data folder now.

    Args:
        data_dir: of the installation.
    """
    try:
        with (data_dir / LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False
