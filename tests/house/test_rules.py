"""The rules of the house: what a newcomer may rely on in every room."""

import ast
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import config
from leadgate.app import create_app
from leadgate.foundation.configuration.key_files import KEY_CHARACTERS
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.permissions import PUBLIC, Role, permission_of
from leadgate.rooms import ROOMS
from tests.conftest import build

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "leadgate").rglob("*.py"))


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return create_app(build(tmp_path_factory.mktemp("house")))


def functions(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            yield node, sum(child.end_lineno - child.lineno + 1 for child in body)


def test_every_view_names_who_may_use_it(app):
    missing = [rule.endpoint for rule in app.url_map.iter_rules()
               if rule.endpoint != "static" and permission_of(app.view_functions[rule.endpoint]) is None]  # fmt: skip
    assert missing == []


def test_every_permission_of_a_view_is_declared_and_documented(app):
    documented = (ROOT / "docs/permissions.md").read_text()
    named = {permission_of(view) for name, view in app.view_functions.items() if name != "static"} - {PUBLIC}
    declared = assemble(ROOMS).permissions
    assert named == set(declared.values())
    for permission, roles in ((name, each.roles) for name, each in declared.items()):
        line = next((line for line in documented.splitlines() if f"`{permission}`" in line), "")
        shown = {role for role in Role if re.search(rf"\b{role}\b", line)}
        assert shown == roles, permission


def test_every_template_compiles_and_every_page_has_a_title(app):
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.is_file():
            app.jinja_env.get_template(str(path.relative_to(ROOT / "templates")))
            text = path.read_text()
            if not path.name.endswith("_base.html") and re.search(r'extends "(studio_|office_)?base.html"', text):
                assert "{% block title %}" in text, path
            assert "style=" not in text or "mail/" in str(path), f"{path}: the CSP forbids inline style"
            html = re.sub(r"\{[{%].*?[}%]\}", "", text, flags=re.DOTALL)
            assert not re.search(r"\son\w+=", html), f"{path}: the CSP forbids inline script"


def test_no_line_of_a_mail_runs_into_the_next():
    """A line break right after a tag is dropped, which is meant for tags alone on their lines."""
    for path in (ROOT / "templates/mail").rglob("body.txt"):
        for line in path.read_text().splitlines():
            has_words = re.sub(r"\{% .*? \+?%\}", "", line).strip()
            assert not (has_words and line.endswith("%}") and not line.endswith("+%}")), f"{path}: {line}"


def test_pages_load_nothing_from_third_parties():
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "leadgate/static").glob("*.css")]:
        assert not re.search(r"""(src|href)=["']https?://|@import|url\(["']?https?:""", path.read_text()), path


def test_only_the_database_commits():
    for path in SOURCES:
        if path.name != "db.py" and "migrations" not in path.parts:
            assert not re.search(r"\.(commit|rollback)\(\)", path.read_text()), path


def test_only_the_clock_asks_for_the_time():
    for path in SOURCES:
        if path.name not in ("clock.py", "logs.py"):
            assert not re.search(r"datetime\.(now|utcnow)\(|time\.time\(", path.read_text()), path


def test_views_are_short():
    names = {"public.py", "studio.py", "api.py", "me.py", "office.py", "moderation.py", "admin.py"}
    sizes = sorted(
        lines for path in SOURCES if path.name in names for node, lines in functions(path)
        if any("allow" in ast.unparse(mark) for mark in node.decorator_list)
    )  # fmt: skip
    assert sizes[len(sizes) // 2] <= 6
    assert sizes[int(len(sizes) * 0.9)] <= 12


def test_acts_are_short_and_files_fit_in_the_head():
    lengths = sorted(len(path.read_text().splitlines()) for path in SOURCES if "versions" not in path.parts)
    assert lengths[len(lengths) // 2] <= 80
    long = [path for path in SOURCES if len(path.read_text().splitlines()) > 280 and "versions" not in path.parts]
    assert long == []
    for path in SOURCES:
        if "actions" in path.parts:
            for node, lines in functions(path):
                assert lines <= 35, f"{path}: {node.name} has {lines} lines"


def test_no_two_public_classes_have_one_name():
    """A reader who meets a name in a message, a test or a search knows which one it is."""
    named: dict[str, list[Path]] = {}
    for path in SOURCES:
        for node in ast.parse(path.read_text()).body if "versions" not in path.parts else ():
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(path)
    assert {name: paths for name, paths in named.items() if len(paths) > 1} == {}


def test_a_room_is_of_a_size_to_live_in():
    """A room that outgrows this is two capabilities; a folder that does hides what is in it."""
    folders = {path.parent for path in SOURCES if "versions" not in path.parts}
    assert [folder for folder in folders if len(list(folder.glob("*.py"))) > 25] == []
    for room in ROOMS[1:]:
        lines = sum(len(path.read_text().splitlines()) for path in (ROOT / "leadgate" / room).rglob("*.py"))
        assert lines < 3_300, f"{room} has {lines} lines"


def test_no_room_has_a_file_of_odds_and_ends():
    names = {path.stem for path in SOURCES}
    assert not names & {"utils", "util", "helpers", "manager", "common", "misc", "service", "services", "base"}


def test_what_the_clock_calls_exists(monkeypatch):
    monkeypatch.delenv("LEADGATE_TESTS", raising=False)  # is the suite's own, and no setting of leadgate
    for name in config.KEYS:
        monkeypatch.setenv(name, "k" * KEY_CHARACTERS)
    from workers.app import celery
    from workers.schedule import EVERY_SECONDS

    assert set(EVERY_SECONDS) <= set(celery.tasks)


def test_only_the_foundation_knows_what_a_row_for_a_letter_is_made_of():
    """Whoever wants one says which and from which ids (`foundation.mail.letters`), and is refused with others."""
    by_hand = re.compile(r"""put\(\s*"mail"|add_new\(\s*"mail"|"letter": (?!Command)""")
    known = {"foundation/mail/letters.py", "foundation/mail/composing.py"}
    sources = {path.relative_to(ROOT / "leadgate").as_posix(): path.read_text() for path in SOURCES}
    found = {name for name, text in sources.items() if by_hand.search(text)}
    found = {name for name in found if not name.startswith(("demonstration/", "migrations/"))}
    assert found <= known | {"seeding.py"}, found - known


IN_A_TRANSACTION = {"asset_editor/actions/tidying.py", "foundation/databases/copying.py"}
"""What reads by a cursor; whoever only reads is in no transaction on PostgreSQL, where a cursor needs one."""


def test_nobody_who_only_reads_asks_for_a_cursor():
    sources = {path.relative_to(ROOT / "leadgate").as_posix(): path.read_text() for path in SOURCES}
    found = {name for name, text in sources.items() if re.search(r"yield_per|stream_results", text)}
    assert {name for name in found if not name.startswith("migrations/")} == IN_A_TRANSACTION


def catalogue():
    with (ROOT / "leadgate/translations/zh_Hant/LC_MESSAGES/messages.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale="zh_Hant") if message.id}


def test_both_languages_are_complete(tmp_path):
    program = Path(sys.executable).with_name("pybabel")
    kinds = ("-k", "lazy_gettext", "-k", "lazy_ngettext:1,2", "-k", "Text")
    command = [program, "-q", "extract", "-F", "babel.cfg", *kinds, "-o"]
    subprocess.run([*command, tmp_path / "used.pot", "."], cwd=ROOT, check=True)
    used = {message.id for message in read_po(BytesIO((tmp_path / "used.pot").read_bytes())) if message.id}
    translated = catalogue()
    assert used - translated.keys() == set()
    assert translated.keys() - used == set(), "no dead texts"


def test_no_page_sets_a_label_and_its_value_apart_by_a_sign_of_one_language():
    """Chinese sets them apart by another: `with_value` knows which."""
    apart = re.compile(r"\}\}[.:;] (\{\{|\{%|<)")
    glued = [
        f"{path.relative_to(ROOT)}: {line.strip()[:100]}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for line in path.read_text().splitlines()
        if apart.search(line)
    ]
    assert not glued, "\n".join(glued)


def test_translations_keep_their_placeholders():
    for id_, message in catalogue().items():
        source = id_ if isinstance(id_, str) else id_[1]
        for text in [message.string] if isinstance(message.string, str) else message.string:
            assert text
            assert set(re.findall(r"%\(\w+\)[sd]", text)) == set(re.findall(r"%\(\w+\)[sd]", source)), id_


def test_the_compiled_catalogue_is_the_written_one():
    path = ROOT / "leadgate/translations/zh_Hant/LC_MESSAGES/messages.mo"
    with path.open("rb") as file:
        compiled = {_key(message.id): _key(message.string) for message in read_mo(file) if message.id}
    written = {_key(id_): _key(message.string) for id_, message in catalogue().items()}
    assert compiled == written, "run make translations"


def _key(text) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def test_every_setting_is_documented():
    import config

    documented = (ROOT / "docs/settings.md").read_text()
    for name in config.KNOWN:
        assert f"`{name}`" in documented, name
    for name in re.findall(r"`(LEADGATE_\w+)`", documented):
        assert name in config.KNOWN, name


def test_every_command_is_documented_and_shows_an_example():
    from leadgate.cli import main

    documented = (ROOT / "docs/commands.md").read_text()

    def walk(command, path):
        if hasattr(command, "list_commands"):
            for name in command.list_commands(None):
                walk(command.get_command(None, name), [*path, name])
            return
        assert f"`leadgate {' '.join(path)}" in documented, path
        assert "Example: leadgate" in (command.help or ""), path

    walk(main, [])


def test_no_test_leans_on_another_test():
    """What several tests need stands in a scene of their own; the number only goes down."""
    from_tests = re.compile(r"^from tests\.[\w.]*\btest_\w+ import", re.MULTILINE)
    found = [path.name for path in sorted((ROOT / "tests").rglob("*.py")) if from_tests.search(path.read_text())]
    assert set(found) <= {"test_canary.py", "test_ending.py"}
