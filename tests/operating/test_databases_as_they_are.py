"""A database that cannot hold an installation is named in one sentence, before anything is made in it."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url

from tests.conftest import execute
from tests.running import commanded
from tests.services import free_port


@contextmanager
def database(server, options: str = "", *, owned: bool) -> Iterator[str]:
    """An empty database, and the address at which a role that is no superuser reaches it."""
    name = f"stranger_{os.urandom(6).hex()}"
    admin = server.url("postgres")
    execute(admin, f"create role {name} login password 's3cret'")
    execute(admin, f"create database {name} {options} {f'owner {name}' if owned else ''}")
    try:
        yield make_url(server.url(name)).set(username=name, password="s3cret").render_as_string(hide_password=False)
    finally:
        execute(admin, f"drop database {name} with (force)")
        execute(admin, f"drop role {name}")


def said_of(tmp_path, url: str, *words: str) -> str:
    """What a command that must not succeed says, without a password."""
    done = commanded(*words, LEADGATE_DATA_DIR=str(tmp_path), LEADGATE_DATABASE_URL=url)
    assert done.exit_code == 1, done.output
    assert "s3cret" not in done.output
    return done.output


def assert_refused(tmp_path, url: str, *wanted: str) -> None:
    said = said_of(tmp_path, url, "migrate")
    assert said.count("\n") == 1, said
    assert all(word in said for word in wanted), said
    looked_at = said_of(tmp_path, url, "doctor")
    assert said.strip() in looked_at, "the doctor says the same"
    assert "leadgate migrate" not in looked_at, "and sends nobody in a circle"


def test_a_role_that_may_make_no_tables_reads_what_its_owner_has_to_run(postgresql, tmp_path):
    with database(postgresql, owned=False) as url:
        role = make_url(url).username
        assert_refused(tmp_path, url, f'GRANT CREATE ON SCHEMA "public" TO "{role}"')
        execute(postgresql.url(str(make_url(url).database)), f'GRANT CREATE ON SCHEMA "public" TO "{role}"')
        done = commanded("migrate", LEADGATE_DATA_DIR=str(tmp_path), LEADGATE_DATABASE_URL=url)
        assert done.exit_code == 0, "what it said was enough"
        execute(postgresql.url("postgres"), f"alter database {make_url(url).database} owner to {role}")


def test_a_database_that_cannot_hold_every_language_is_refused(postgresql, tmp_path):
    latin = "encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0"
    with database(postgresql, latin, owned=True) as url:
        assert_refused(tmp_path, url, "LATIN1", "--encoding UTF8")


def test_tables_of_another_role_are_found_before_they_are_changed(postgresql, tmp_path):
    with database(postgresql, owned=True) as url:
        admin = postgresql.url(str(make_url(url).database))
        execute(admin, "create table alembic_version (version_num varchar(32) primary key)")
        assert_refused(tmp_path, url, "REASSIGN OWNED BY")


def test_a_database_that_is_nowhere_is_named_by_what_is_wrong_with_it(postgresql, tmp_path):
    there = make_url(postgresql.url("postgres")).set(password="s3cret")
    nowhere = {
        "Connection refused": there.set(host="127.0.0.1", port=free_port()),
        "does not exist": there.set(database="nobodys"),
    }
    for wanted, url in nowhere.items():
        assert_refused(tmp_path, url.render_as_string(hide_password=False), wanted, "LEADGATE_DATABASE_URL")


def test_the_doctor_of_a_database_without_tables_says_what_to_run(postgresql, tmp_path):
    with database(postgresql, owned=True) as url:
        commanded("migrate", LEADGATE_DATA_DIR=str(tmp_path), LEADGATE_DATABASE_URL=url)
    with database(postgresql, owned=True) as url:
        done = commanded("doctor", "--json", LEADGATE_DATA_DIR=str(tmp_path), LEADGATE_DATABASE_URL=url)
        assert "leadgate migrate" in json.loads(done.stdout)["database"]


def test_an_empty_database_is_no_installation_whose_keys_were_lost(postgresql, tmp_path):
    with database(postgresql, owned=True) as url:
        done = commanded("doctor", LEADGATE_DATA_DIR=str(tmp_path), LEADGATE_DATABASE_URL=url)
        assert done.exit_code == 1
        assert done.stderr.startswith("There is no installation in this database: it is empty.")
