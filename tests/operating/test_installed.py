"""The wheel holds all that runs: installed where the source is not, it is a whole leadgate, and says which."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.request import urlopen

import pytest

import config
from leadgate.foundation import languages
from leadgate.studio_home import guides
from tests.running import ROOT, children_of
from tests.services import answers, free_port, until

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
BIN = Path(sys.executable).parent
KEPT = {"capture_output": True, "text": True}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def program(wheel, tmp_path_factory) -> Path:
    """`leadgate` in an environment that has the libraries of requirements/run.txt, and nothing of the tests'."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    libraries = next(place.glob("lib/python3*/site-packages"))
    for name in re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements/run.txt").read_text(), re.MULTILINE):
        lay_out(name, libraries)
    install = [BIN / "uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--no-config"]
    subprocess.run([*install, "--python", place / "bin/python", wheel], check=True)
    return place / "bin/leadgate"


def lay_out(name: str, libraries: Path) -> None:
    """Link what one library installed here into another place; one for other systems alone is nowhere."""
    try:
        there = distribution(name)
    except PackageNotFoundError:
        return
    for top in {file.parts[0] for file in there.files} - {"..", "__pycache__"}:
        if not (libraries / top).exists():
            (libraries / top).symlink_to(there.locate_file(top))


def around(folder: Path) -> dict[str, str]:
    """The environment of a stranger's machine: nothing of leadgate is set, and it stands in an empty folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEADGATE_", "PYTHON"))}
    return {**kept, "PWD": str(folder)}


def test_the_wheel_holds_every_file_that_the_source_does(wheel):
    folders = [path for name in ("leadgate", "workers", "templates") for path in (ROOT / name).rglob("*")]
    files = [path for path in folders if path.is_file() and "__pycache__" not in path.parts]
    helps = [guides.path(name, language) for name in guides.NAMES for language in languages.NAMES]
    wanted = {path.relative_to(ROOT).as_posix() for path in [*files, *helps, ROOT / "config.py"]}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == wanted


def test_one_version_is_said_everywhere(program, tmp_path):
    said = subprocess.run([program, "--version"], check=False, cwd=tmp_path, env=around(tmp_path), **KEPT)
    assert said.stdout == f"leadgate, version {VERSION}\n"
    changes = re.findall(r"^## \[(.+?)\]", (ROOT / "docs/CHANGELOG.md").read_text(), re.MULTILINE)
    assert next(one for one in changes if one != "Unreleased") == VERSION
    deployment = {name: (ROOT / "docs/deployment" / name).read_text() for name in ("Containerfile", "compose.yaml")}
    assert f'image.version="{VERSION}"' in deployment["Containerfile"]
    assert f"image: leadgate:{VERSION}\n" in deployment["compose.yaml"]
    assert f"leadgate:{VERSION} " in (ROOT / "docs/operating.md").read_text()


def test_the_locked_libraries_are_all_that_it_imports(program, tmp_path):
    """Also what only some installations need: PostgreSQL, Redis, a store."""
    everything = """
import importlib, pkgutil, leadgate, workers
for package in leadgate, workers:
    for one in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if "migrations" not in one.name and "__main__" not in one.name:
            importlib.import_module(one.name)
import granian, kombu.transport.filesystem, kombu.transport.redis, obstore.store
import psycopg, sqlalchemy.dialects.postgresql
"""
    keys = dict.fromkeys(config.KEYS, "k" * 32)
    command = [program.with_name("python"), "-P", "-W", "ignore", "-c", everything]
    done = subprocess.run(command, check=False, cwd=tmp_path, env=around(tmp_path) | keys, **KEPT)
    assert done.returncode == 0, done.stderr


def test_installed_without_the_source_up_runs_from_an_empty_folder(program, tmp_path, outside):
    port = free_port()
    command = [program, "up", "--port", str(port)]
    with (outside / "said").open("w+") as said:
        up = subprocess.Popen(command, cwd=tmp_path, env=around(tmp_path), stdout=said, stderr=said)
        try:
            until(lambda: up.poll() is not None or answers(port))
            looks_whole(f"http://127.0.0.1:{port}")
            until(lambda: len(children_of(up.pid)) >= 4)
            until(lambda: f"leadgate is at http://127.0.0.1:{port}" in (outside / "said").read_text())
        finally:
            up.terminate()
        assert up.wait(30) == 0
        said.seek(0)
        assert "ended" not in said.read()
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def looks_whole(url: str) -> None:
    """Templates, style and translations came along."""
    page = urlopen(f"{url}/?lang=zh-Hant").read().decode()
    assert "隱私" in page
    style = next(one for one in re.findall(r'href="([^"]+\.css[^"]*)"', page))
    assert urlopen(f"{url}{style}").read()
