"""Between the rooms: by which doors they are entered, who knows tables, and where nothing is written."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType

import pytest
from jinja2 import nodes

from leadgate.app import create_app
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.rooms import DOORS, Room
from leadgate.rooms import ROOMS
from tests.conftest import build
from tests.house.foreign_writes import foreign_writes
from tests.house.writing import calls_in

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "leadgate").rglob("*.py"))


@cache
def rooms() -> dict[str, Room]:
    return {room.name: room for room in assemble(ROOMS).rooms if room.name != "foundation"}


@cache
def imported(path: Path) -> list[list[str]]:
    """What a module imports of the product, each as its parts: `["ledger", "queries"]`."""
    return [*_imports_of(path)]


def _imports_of(path: Path) -> Iterator[list[str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "leadgate":
            parts = (node.module or "").split(".")[1:]
            yield from ([parts] if len(parts) > 1 else [[*parts, alias.name] for alias in node.names])


def entered() -> Iterator[tuple[Path, str, list[str]]]:
    """Every import from one room into another: where it stands, which room, by which of its modules."""
    known = rooms()
    for path in SOURCES:
        own = path.relative_to(ROOT / "leadgate").parts[0]
        for parts in imported(path) if own in known else ():
            if parts[0] in known and parts[0] != own:
                yield path, parts[0], parts[1:]


def tables_of_others() -> list[tuple[str, str]]:
    """Every import of tables of another room: into which, of which."""
    return [
        (path.relative_to(ROOT / "leadgate").parts[0], room) for path, room, modules in entered() if "models" in modules
    ]


def test_a_room_is_entered_by_its_doors_and_by_what_it_opens():
    opened = {name: {*DOORS, *room.opens, "room", "models"} for name, room in rooms().items()}
    assert [f"{path}: {room}.{by[0]}" for path, room, by in entered() if by[0] not in opened[room]] == []


def test_no_room_opens_what_nobody_enters():
    used = {(room, by[0]) for _, room, by in entered()}
    assert [(name, door) for name, room in rooms().items() for door in room.opens if (name, door) not in used] == []


def test_no_room_opens_its_tables_to_everybody():
    assert [name for name, room in rooms().items() if "models" in room.opens] == []


def test_tables_of_another_room_are_read_by_those_it_names_and_by_no_others():
    opened = {(above, name) for name, room in rooms().items() for above in room.opens_models_to}
    assert set(tables_of_others()) == opened, "each import is declared, and no declaration stays behind"


def test_ever_fewer_modules_read_the_tables_of_others():
    """Of 128. Whoever makes one of these a query takes one off; none is added."""
    assert len(tables_of_others()) == 5


def test_no_room_writes_the_tables_of_another():
    """What it wants written there is an act of the room whose table it is."""
    assert foreign_writes(ROOT / "leadgate", set(rooms())) == []


def test_a_write_to_a_table_of_another_room_is_found(tmp_path):
    (tmp_path / "leadgate/garden").mkdir(parents=True)
    (tmp_path / "leadgate/garden/queries.py").write_text(
        "from leadgate.garden.models import Bed\n"
        "def bed(bed_id: UUID) -> Bed | None: return session().get(Bed, bed_id)\n"
    )
    (tmp_path / "leadgate/kitchen").mkdir()
    (tmp_path / "leadgate/kitchen/models.py").write_text("class Meal(Base): ...\n")
    (tmp_path / "leadgate/kitchen/actions.py").write_text(
        "from leadgate.garden import queries as garden\n"
        "from leadgate.garden.models import Bed\n"
        "from leadgate.garden.types import BedRow\n"
        "from leadgate.kitchen.models import Meal\n"
        "def harvest(meal: Meal, row: BedRow):\n"
        "    meal.dish = 'soup'\n"
        "    session().add(Meal(dish=row.name))\n"
        "    if (one := garden.bed(row.id)) and session().scalar(select(Bed.id)):\n"
        "        meal.bed_id = one.id\n"
        "    add_row(Bed, id=1)\n"
        "    session().execute(update(Bed).values(empty=True))\n"
        "    row.empty = True\n"
        "    one.empty, meal.full = True, True\n"
        "    full = select(Bed).limit(1)\n"
        "    for each in session().scalars(full.order_by(Bed.id)).all():\n"
        "        each.size += 1\n"
        "    session().delete(row)\n"
        "    setattr(session().get_one(Bed, 1), 'empty', True)\n"
        "    session().add(Bed(id=2))\n"
    )
    found = foreign_writes(tmp_path / "leadgate", {"garden", "kitchen"})
    assert sorted({int(each.partition(":")[2].split(" ")[0]) for each in found}) == [10, 11, 12, 13, 16, 17, 18, 19]


def test_views_know_no_tables():
    """They hand what they got from access and queries to templates, and what was typed to acts."""
    views = [path for path in SOURCES if "= Blueprint(" in path.read_text()]
    assert len(views) > 40
    assert [f"{path}: {'.'.join(parts)}" for path in views for parts in imported(path) if "models" in parts] == []
    of_rooms = [path for path in views if path.relative_to(ROOT / "leadgate").parts[0] != "foundation"]
    below = ("sqlalchemy", "foundation.db", "foundation.sql")
    assert [path for path in of_rooms if any(name in path.read_text() for name in below)] == []


@pytest.fixture(scope="module")
def calls():
    return calls_in(ROOT / "leadgate")


def test_no_constructor_and_no_property_writes(calls):
    """Whoever makes an object or reads what it has does not expect that something is kept."""
    assert len(calls.acts) > 200
    assert len(calls.hidden) > 100
    assert calls.hidden_writes() == []


def test_nothing_that_a_template_reaches_writes(calls, tmp_path):
    app = create_app(build(tmp_path))
    writers, methods = calls.writers(), calls.writing_methods()
    given = [*app.jinja_env.globals.values(), *app.jinja_env.filters.values(), *app.jinja_env.tests.values()]
    reached = {(each.__module__, each.__name__) for each in given if type(each) is FunctionType}
    reached |= {_spot(room, ref) for room in rooms().values() for ref in room.slots.values()}
    assert len(reached) > 20
    assert reached & writers == set()
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            read = {node.attr for node in app.jinja_env.parse(path.read_text()).find_all(nodes.Getattr)}
            assert read & methods == set(), path


def _spot(room: Room, ref: str) -> tuple[str, str]:
    module, _, name = ref.partition(":")
    return f"{room.home}.{module}", name


def test_a_write_behind_a_constructor_or_a_property_is_found(tmp_path):
    (tmp_path / "leadgate/garden").mkdir(parents=True)
    (tmp_path / "leadgate/garden/actions.py").write_text("@action\ndef sow(): ...\n")
    (tmp_path / "leadgate/garden/bed.py").write_text(
        "from leadgate.garden.actions import sow\n"
        "class Bed:\n"
        "    def __init__(self): self._begin()\n"
        "    def _begin(self): sow()\n"
        "    @cached_property\n"
        "    def row(self): return Plan().draw()\n"
        "class Plan:\n"
        "    def draw(self): Bed()\n"
        "    @property\n"
        "    def size(self): return 1\n"
    )
    found = calls_in(tmp_path / "leadgate").hidden_writes()
    assert [each.split(" ")[0] for each in found] == ["leadgate.garden.bed:Bed.__init__", "leadgate.garden.bed:Bed.row"]
