"""Rooms that stand on another one: without its line in `leadgate/rooms.py` they cannot open."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import leadgate
from leadgate.foundation.house.assembly import House
from leadgate.foundation.house.rooms import UnfinishedRoom


def refuse_missing_rooms(house: House) -> None:
    """Refuse a house in which a room uses one that has no line.

    Args:
        house: whose rooms' modules are loaded.

    Raises:
        UnfinishedRoom: names the room, its module, and the line to add or take out.
    """
    folders = {path.parent.name for path in Path(leadgate.__file__).parent.glob("*/room.py")}
    missing = folders - {room.name for room in house.rooms}
    if not missing:
        return
    for room in house.rooms:
        for module, used in _uses(room.home):
            if used in missing.difference(room.works_without):
                raise UnfinishedRoom(
                    f"{room.name}: {module} uses {used}, which has no line in leadgate/rooms.py; "
                    f"add that line, or take out {room.name}, too."
                )


def _uses(home: str) -> Iterator[tuple[str, str]]:
    """Which rooms the loaded modules of a package have something of: the module, and the other room."""
    # Copies, because other threads may be importing.
    for name, module in sorted(sys.modules.copy().items()):
        if name.startswith(f"{home}."):
            for value in vars(module).copy().values():
                origin = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
                if isinstance(origin, str) and origin.startswith("leadgate."):
                    yield name, origin.split(".")[1]
