"""What writes the tables of another room, as far as the source tells.

Found are: statements and rows made of a table of another room (`insert`, `update`, `delete`, `add_row`, its
constructor), and columns set, or `session().add` and the like called, on what is known to be a row of one: what was
read as one, what a function answers as one of another room, and what is handed over as one (`<Thing>Row`).
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

STATEMENTS = {"insert", "update", "delete", "upsert", "add_row", "add_rows", "row_of"}
READS = {"get", "get_one", "scalar", "scalars"}
OF_A_RESULT = {"one", "one_or_none", "first", "all"}
OF_A_SESSION = {"add", "add_all", "delete", "merge"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    """A module of a room, and where its names come from: `Group` → groups.models.Group."""

    room: str
    tree: ast.Module
    names: dict[str, str] = field(default_factory=dict)

    def origin(self, node: ast.expr) -> str:
        """Where something comes from, by its dotted name; empty where that is not known."""
        match node:
            case ast.Name(id=name):
                return self.names.get(name, "")
            case ast.Attribute(value=value, attr=attr) if came_from := self.origin(value):
                return f"{came_from}.{attr}"
        return ""

    def is_table(self, node: ast.expr) -> bool:
        """Whether this is the class of a table of another room."""
        room, *inside, name = self.origin(node).split(".") if self.origin(node) else ("", "")
        return room not in ("", self.room) and "models" in inside and name[:1].isupper() and inside[-1].islower()

    def says_row(self, annotation: ast.expr | None) -> bool:
        """Whether a type is, or holds, a row of another room."""
        return annotation is not None and any(
            self.is_table(node) or (self.origin(node).endswith("Row") and self.origin(node).split(".")[0] != self.room)
            for node in ast.walk(annotation)
            if isinstance(node, ast.Name | ast.Attribute)
        )


def modules_in(package: Path, rooms: set[str]) -> dict[str, Module]:
    """Every module of these rooms, by its dotted name inside the package."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        if parts[0] in rooms:
            tree = ast.parse(path.read_text())
            name = ".".join(parts)
            here = {node.name: f"{name}.{node.name}" for node in tree.body if isinstance(node, Function)}
            found[name] = Module(parts[0], tree, here | dict(_imported(tree, package.name)))
    return found


def _imported(tree: ast.Module, package: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            origin = (node.module or "").removeprefix(f"{package}.")
            yield from ((alias.asname or alias.name, f"{origin}.{alias.name}") for alias in node.names)


def foreign_writes(package: Path, rooms: set[str]) -> list[str]:
    """Each write of a table of another room: the module, the line, and what stands there."""
    modules = modules_in(package, rooms)
    answering = set(_answer_rows(modules))
    return [
        f"{name}:{node.lineno} {ast.unparse(node).splitlines()[0]}"
        for name, module in modules.items()
        for node in dict.fromkeys(_writes(module, answering))
    ]


def _answer_rows(modules: dict[str, Module]) -> Iterator[tuple[str, str]]:
    """The functions whose answer is, or holds, a row, with the room whose row it is."""
    for name, module in modules.items():
        for node in module.tree.body:
            said = ast.walk(node.returns) if isinstance(node, Function) and node.returns else ()
            for each in said:
                origin = module.origin(each) if isinstance(each, ast.Name | ast.Attribute) else ""
                if ".models." in origin or (origin.endswith("Row") and ".types." in origin):
                    yield f"{name}.{node.name}", origin.split(".")[0]


def _writes(module: Module, answering: set[tuple[str, str]]) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and (
            module.is_table(node.func)
            or (_called(node) in STATEMENTS and any(module.is_table(each) for each in node.args))
        ):
            yield node
        if isinstance(node, Function):
            rows = _rows_in(node, module, answering)
            is_row = partial(_is_row, rows=rows, module=module, answering=answering)
            yield from (each for each in ast.walk(node) if _changes(each, is_row))


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _rows_in(function: Function, module: Module, answering: set[tuple[str, str]]) -> set[str]:
    """The names in a function that stand for rows of other rooms, for several of them, or for what selects them."""
    given = function.args
    everything = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    rows = {each.arg for each in everything if module.says_row(each.annotation)}
    for _ in range(3):  # a row of rows that were read, which were named once more
        for node in ast.walk(function):
            match node:
                case ast.Assign(targets=[target], value=value) | ast.NamedExpr(target=target, value=value):
                    pairs = _paired(target, value)
                case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                    pairs = [(target, value)]
                case _:
                    pairs = []
            rows |= {
                name.id
                for name, value in pairs
                if isinstance(name, ast.Name) and _is_row(value, rows, module, answering)
            }
    return rows


def _paired(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def _is_row(value: ast.expr, rows: set[str], module: Module, answering: set[tuple[str, str]]) -> bool:
    match value:
        case ast.Name(id=name):
            return name in rows
        case ast.Call(func=ast.Attribute(value=inner, attr=attr)) if attr in OF_A_RESULT:
            return _is_row(inner, rows, module, answering)
        case ast.Call() if _reads_table(value, rows, module):
            return True
        case ast.Call(func=func, args=args):
            read = _called(value) in READS and bool(args) and _reads_table(args[0], rows, module)
            answered = {room for name, room in answering if name == module.origin(func)}
            return read or bool(answered - {module.room}) or module.is_table(func)
    return False


def _reads_table(node: ast.expr, rows: set[str], module: Module) -> bool:
    """Whether this is a table of another room, or a `select` of one that has a name: `due.limit(1)`, or has none."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    match node:
        case ast.Call(func=ast.Name(id="select"), args=[table, *_]):
            return module.is_table(table)
        case ast.Name(id=name) if name in rows:
            return True
    return module.is_table(node)


def _changes(node: ast.AST, is_row: Callable[[ast.expr], bool]) -> bool:
    """Whether a column of a row is set, or a row is given to the session to be written."""
    match node:
        case ast.Assign(targets=targets):
            flat = [each for one in targets for each in (one.elts if isinstance(one, ast.Tuple) else [one])]
            return any(isinstance(each, ast.Attribute) and is_row(each.value) for each in flat)
        case ast.AugAssign(target=ast.Attribute(value=row)) | ast.AnnAssign(target=ast.Attribute(value=row)):
            return is_row(row)
        case ast.Call(func=ast.Name(id="setattr"), args=[row, *_]):
            return is_row(row)
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="session")), attr=attr), args=args):
            return attr in OF_A_SESSION and any(is_row(each) for each in args)
    return False
