"""What speaks one database's own dialect is run on both: no such SQL is ever tried on SQLite alone."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
MARK = "pytest.mark.both_databases"
OWN_WAYS = {"with_for_update", "exec_driver_sql", "returning", "is_sqlite"}
"""Attributes whose SQL is not the same on both, or that ask which of the two it is."""
LOCKING = "foundation.databases.locking"
LOCKS_BY_ITSELF = {
    LOCKING,
    # Both believe the count of a guarded UPDATE; their FOR UPDATE only saves PostgreSQL from trying in vain.
    "foundation.background.outbox",
    "people.verification.actions.reading",
}


def speaks_a_dialect(tree: ast.Module) -> bool:
    """Whether a module has SQL that is written, or understood, differently by the two databases."""
    imported = {
        alias.name: node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }  # fmt: skip
    raw = {"upsert", "put_row", "count_one_more", *(["text"] if imported.get("text") == "sqlalchemy" else [])}
    return any(
        (isinstance(node, ast.Attribute) and node.attr in OWN_WAYS)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raw)
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy.dialects"))
        or (isinstance(node, ast.ImportFrom) and node.module == f"leadgate.{LOCKING}")
        for node in ast.walk(tree)
    )


def locks_by_itself(tree: ast.Module) -> bool:
    """Whether a module says FOR UPDATE, which SQLite passes over, instead of leaving it to who knows both."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "with_for_update")
        or (isinstance(node, ast.keyword) and node.arg == "with_for_update")
        for node in ast.walk(tree)
    )


@cache
def modules_where(true: Callable[[ast.Module], bool]) -> set[str]:
    """The modules of leadgate of whose syntax this is true."""
    found = set()
    for path in sorted((ROOT / "leadgate").rglob("*.py")):
        if "versions" not in path.parts and true(ast.parse(path.read_text())):
            found.add(".".join(path.relative_to(ROOT / "leadgate").with_suffix("").parts))
    return found


@cache
def named_by_marks() -> dict[str, Path]:
    """The modules that tests on both databases say they are about."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == MARK:
                found |= {argument.value: path for argument in node.args}
    return found


def test_every_module_with_a_dialect_is_run_on_both_databases():
    assert modules_where(speaks_a_dialect) - named_by_marks().keys() == set()


def test_no_mark_names_a_module_that_has_none():
    assert named_by_marks().keys() - modules_where(speaks_a_dialect) == set()


def test_rows_are_locked_in_one_place_that_knows_both_databases():
    """FOR UPDATE compiles to nothing on SQLite: who decides by what it read goes through `locking`."""
    assert modules_where(locks_by_itself) == LOCKS_BY_ITSELF


def test_a_lock_of_ones_own_is_found():
    for said in ("session().get(Post, 1, with_for_update=True)", "session().scalars(mine.with_for_update()).all()"):
        assert locks_by_itself(ast.parse(said))


def begins_by_itself(tree: ast.Module) -> bool:
    """Whether a module has SQLite begin to write in its own words."""
    return any(
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.strip().upper().startswith(("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"))
        for node in ast.walk(tree)
    )


def test_sqlite_begins_to_write_in_one_place():
    """Whoever takes the turn by themselves goes past the queue, and past `take_turn`, which tests look at."""
    assert modules_where(begins_by_itself) == {"foundation.sqlite"}


def test_a_beginning_of_ones_own_is_found():
    assert begins_by_itself(ast.parse('connection.exec_driver_sql("begin immediate")'))
