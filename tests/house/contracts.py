"""Docstrings that carry a contract: `python -m tests.house.contracts` names what is missing; a part of `make lint`.

It looks at public functions and methods with two or more parameters in every room's `actions/` and `queries.py`, and in
all of the foundation. Docstrings are in Google's style, and say of such a function:

- under `Args:` each parameter by its name (several that belong together may share a line: `low, high: …`);
- what comes back, where that is not None: under `Returns:`, or by a first line that names it ("The rows that …",
  "Whether …"). A first line that says what is done ("Take …") does not say what comes back;
- under `Raises:` what the body raises by name, and after each name when; the latter of whatever has fewer parameters,
  too.

A contract that stands elsewhere is not written twice: a first line "As `other`, …" takes what `other` says in the same
class or module, a method takes what the method of its base says, and what a library calls is described by the library.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.dead_code import CALLED_BY_LIBRARIES

ROOT = Path(__file__).parents[2] / "leadgate"
NAMES_WHAT_COMES_BACK = re.compile(
    r"(A|All|An|Any|Each|Every|How|Its|Nothing|One|Since|Some|The|These|Those|Until|What|Whatever|When|Where|Whether"
    r"|Which|Who|Whoever|Whom|Whose|\d+)\b"
)
FROM_SO_MANY_PARAMETERS = 2
SECTIONS = ("Args", "Returns", "Yields", "Raises")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Contract:
    """What a docstring says: its first line, and the entries of its sections by name."""

    first: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    returns: str = ""
    raised: dict[str, str] = field(default_factory=dict)

    @property
    def names_what_comes_back(self) -> bool:
        """Whether it says what comes back, in its section or at once."""
        return bool(self.returns or NAMES_WHAT_COMES_BACK.match(self.first))


def read(docstring: str) -> Contract:
    """Take a docstring apart."""
    first, *lines = docstring.splitlines() or [""]
    sections: dict[str, list[str]] = {name: [] for name in SECTIONS}
    at: list[str] = []
    for line in lines:
        if heading := re.fullmatch(r"(\w+):", line):
            at = sections.get(heading[1], [])
        elif not line.startswith(" ") and line:
            at = []
        at.append(line)
    return Contract(
        first=first,
        arguments=_entries(sections["Args"]),
        returns=" ".join(sections["Returns"][1:] + sections["Yields"][1:]).strip(),
        raised=_entries(sections["Raises"]),
    )


def _entries(lines: list[str]) -> dict[str, str]:
    """`name: what of it`, continued by lines that stand further in; names that share a line are split."""
    found: dict[str, str] = {}
    names: list[str] = []
    for line in lines[1:]:
        if re.match(r" {4}\S", line):
            said, _, words = line.strip().partition(":")
            names = [name.strip(" `*") for name in said.split(",")]
            found |= dict.fromkeys(names, words.strip())
        else:
            found |= {name: f"{found[name]} {line.strip()}".strip() for name in names}
    return found


def missing(function: Function, inherited: Contract) -> Iterator[str]:
    """What the docstring of one function does not say.

    Args:
        function: as parsed.
        inherited: what is said in its place elsewhere.
    """
    said = read(ast.get_docstring(function) or "")
    yield from (f"Raises: {name}, when" for name, when in said.raised.items() if not when)
    if len(parameters(function)) < FROM_SO_MANY_PARAMETERS:
        return
    for name in parameters(function):
        if not (said.arguments | inherited.arguments).get(name):
            yield f"Args: {name}"
    yield from (f"Args: there is no {name}" for name in said.arguments if name not in parameters(function))
    answers = function.returns is not None and ast.unparse(function.returns) not in ("None", "NoReturn")
    if answers and not (said.names_what_comes_back or inherited.names_what_comes_back):
        yield "Returns:"
    yield from (f"Raises: {name}" for name in sorted(_raised(function) - said.raised.keys() - inherited.raised.keys()))


def parameters(function: Function) -> list[str]:
    """The names of its parameters but `self` and `cls`."""
    given = function.args
    named = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [each.arg for each in named if each and each.arg not in ("self", "cls") and not each.arg.startswith("_")]


def _raised(function: Function) -> set[str]:
    """Exceptions it raises by name, not in functions inside it; a name in lower case is one that was given to it."""
    found: set[str] = set()
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) and node.exc:
            either = (node.exc.body, node.exc.orelse) if isinstance(node.exc, ast.IfExp) else (node.exc,)
            called = (each.func if isinstance(each, ast.Call) else each for each in either)
            found |= {ast.unparse(each).rpartition(".")[2] for each in called}
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)
    return {name for name in found if name[:1].isupper()}


Scope = tuple[Path, ast.ClassDef | None]


def functions(path: Path) -> Iterator[tuple[Scope, Function]]:
    """Each public function and method of a file, with the class it stands in."""
    tree = ast.parse(path.read_text())
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]
    for holder in [tree, *classes]:
        for node in holder.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield (path, holder if isinstance(holder, ast.ClassDef) else None), node


def inherited_by(function: Function, scope: Scope, all_of: list[tuple[Scope, Function]]) -> Contract:
    """What the bases of its class say of a method of its name, and what it names itself as its like."""
    path, holder = scope
    bases = {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in holder.bases} if holder else set()
    like = re.match(r"(?:The same as|As) `(\w+)`", ast.get_docstring(function) or "")
    found = Contract()
    for (where, owner), other in all_of:
        same = like and other.name == like[1] and where == path and (owner is None or owner is holder)
        if same or (owner and owner.name in bases and other.name == function.name):
            said = read(ast.get_docstring(other) or "")
            found = Contract(said.first, said.arguments | found.arguments, said.returns, said.raised | found.raised)
    return found


def bound(path: Path) -> bool:
    """Whether a file's functions carry contracts."""
    room, *inside = path.relative_to(ROOT).parts
    return room == "foundation" or "actions" in inside or path.name == "queries.py"


def _of_a_library(function: Function) -> bool:
    return function.name in CALLED_BY_LIBRARIES or function.name.startswith("validate_")  # the latter by WTForms


def unsaid() -> list[str]:
    """Each place that does not say enough, and what is missing there."""
    everything = [each for path in sorted(ROOT.rglob("*.py")) for each in functions(path)]
    found = []
    for scope, function in everything:
        if bound(scope[0]) and not _of_a_library(function):
            lacks = ", ".join(missing(function, inherited_by(function, scope, everything)))
            place = f"leadgate/{scope[0].relative_to(ROOT)}:{function.lineno}"
            found += [f"{place} {function.name}: {lacks}"] * bool(lacks)
    return found


if __name__ == "__main__":
    sys.exit("\n".join(["These do not say enough:", *found]) if (found := unsaid()) else 0)
