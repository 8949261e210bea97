"""One database of each kind for all tests of a process, put back after each: that is far cheaper than making one."""

import os
import shutil
from pathlib import Path

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import make_url

from leadgate.foundation.db import Database


class KeptSqlite:
    """One file that is the template again after each test; nobody waits until what is written is on the disk."""

    def __init__(self, folder: Path, template: Path) -> None:
        self._template, self._path = template, folder / "leadgate.db"
        self.url = f"sqlite:///{self._path}"
        self.database = Database(self.url)
        for engine in (self.database.writer, self.database.reader):
            event.listen(engine, "connect", _as_in_tests)
        self.put_back()

    def put_back(self) -> None:
        """Take what a test left, and lay the template there."""
        self.database.dispose()
        for left in self._path.parent.glob(f"{self._path.name}*"):  # the file itself, too: SQLite knows it by its inode
            left.unlink()
        shutil.copy(self._template, self._path)


def _as_in_tests(connection: object, _entry: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]
    # Rows asked for in no order come in another one than they were written in: who leans on it hears so at once.
    connection.execute("PRAGMA reverse_unordered_selects=ON")  # type: ignore[attr-defined]


class KeptPostgresql:
    """A copy of the template: what a test wrote is deleted, what every installation has is put back.

    A test that changed tables or triggers gets the next one a new copy.
    """

    def __init__(self, url_of, template: str) -> None:
        self._server, self._template, self._name = plain(url_of("postgres")), template, f"kept_{os.urandom(6).hex()}"
        self.url = url_of(self._name)
        self.database = Database(self.url)
        self._make()

    def put_back(self) -> None:
        """Delete what a test left; make it anew where the test changed what can be in it."""
        if self._shape != self._shape_now():
            self._connection.close()
            self._make()
            return
        used = [name for (name,) in self._connection.execute(self._which_have_rows)]
        steps = [f"delete from {name}" for name in used]
        steps += [f"insert into {name} select * from seed.{name}" for name in self._seeded]
        self._connection.execute("; ".join(["begin", *steps, "commit"]))

    def close(self) -> None:
        """Let go of it; the server goes with the tests."""
        self._connection.close()
        self.database.dispose()

    def _make(self) -> None:
        self.database.dispose()
        with psycopg.connect(self._server, autocommit=True) as server:
            server.execute(f"drop database if exists {self._name} with (force)")
            server.execute(f"create database {self._name} template {self._template} strategy file_copy")
        self._connection = psycopg.connect(plain(self.url), autocommit=True)
        run = self._connection.execute
        tables = [name for (name,) in run("select quote_ident(tablename) from pg_tables where schemaname = 'public'")]
        looks = [f"select '{name}' where exists (select from public.{name})" for name in tables]
        self._which_have_rows = " union all ".join(looks)
        self._seeded = [name for (name,) in run(self._which_have_rows)]
        run("create schema seed")
        for name in self._seeded:
            run(f"create table seed.{name} as table public.{name}")
        run("set session_replication_role = replica")  # the ledger lets nobody delete, and foreign keys have an order
        self._shape = self._shape_now()

    def _shape_now(self) -> tuple[object, ...]:
        return tuple(
            self._connection.execute(
                "select (select array_agg((oid, relname, relnatts) order by oid) from pg_class"
                " where relnamespace = 'public'::regnamespace)::text,"
                " (select array_agg((oid, tgenabled) order by oid) from pg_trigger)::text,"
                " (select array_agg((oid, xmin::text) order by oid) from pg_proc"
                " where pronamespace = 'public'::regnamespace)::text"
            ).fetchone()
        )


def plain(url: str) -> str:
    """The address as the driver itself reads it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
