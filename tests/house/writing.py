"""Which functions of the house write: those that are acts, and those that call one, as far as names tell."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Spot = tuple[str, str]
"""A module, and the name of a function or `Class.method` in it; of a method of something unknown, only its name."""
HIDDEN = {"property", "cached_property"}


@dataclass
class Calls:
    """The functions of the house: which are acts, what each calls, and which run without being called by name."""

    acts: set[Spot] = field(default_factory=set)
    calls: dict[Spot, set[Spot]] = field(default_factory=dict)
    hidden: set[Spot] = field(default_factory=set)

    def writers(self) -> set[Spot]:
        """The acts, and everything that ends up calling one."""
        found, grown = set(self.acts), True
        while grown:
            more = {spot for spot, called in self.calls.items() if spot not in found and called & found}
            grown = bool(more)
            found |= more
        return found

    def writing_methods(self) -> set[str]:
        """Names of methods that write in every class that has one of that name."""
        methods: dict[str, set[Spot]] = {}
        for module, name in self.calls:
            if "." in name:
                methods.setdefault(name.split(".")[1], set()).add((module, name))
        writers = self.writers()
        return {name for name, spots in methods.items() if spots <= writers}

    def hidden_writes(self) -> list[str]:
        """Constructors and properties that write, with what they call to do so."""
        writers, methods = self.writers(), self.writing_methods()
        return [
            f"{module}:{name} → {', '.join(sorted(each for _, each in why))}"
            for module, name in sorted(self.hidden)
            if (why := self.calls[module, name] & (writers | {("", one) for one in methods}))
        ]


def calls_in(package: Path) -> Calls:
    """Read every module of a package."""
    found = Calls()
    for path in sorted(package.rglob("*.py")):
        module = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text())
        names = dict(_imported(tree))
        names |= {
            node.name: (module, node.name) for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        for owner, function in _functions(tree):
            spot = (module, f"{owner}.{function.name}" if owner else function.name)
            marks = {ast.unparse(mark).split("(")[0].split(".")[-1] for mark in function.decorator_list}
            if "action" in marks:
                found.acts.add(spot)
            if function.name in ("__init__", "__post_init__") or marks & HIDDEN:
                found.hidden.add(spot)
            found.calls[spot] = set(_called(function, module, owner, names))
    return found


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, each) for each in node.body if isinstance(each, ast.FunctionDef))


def _imported(tree: ast.Module) -> Iterator[tuple[str, Spot]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leadgate"):
            for alias in node.names:
                yield alias.asname or alias.name, (node.module or "", alias.name)


def _called(function: ast.FunctionDef, module: str, owner: str, names: dict[str, Spot]) -> Iterator[Spot]:
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in names:
                yield names[name]
                yield names[name][0], f"{names[name][1]}.__init__"
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if owner:
                yield module, f"{owner}.{name}"
                yield "", name
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) if name in names:
                yield f"{names[name][0]}.{names[name][1]}", attr
                yield names[name][0], f"{names[name][1]}.{attr}"
            case ast.Call(func=ast.Attribute(attr=attr)):
                yield "", attr
