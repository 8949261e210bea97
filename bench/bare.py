"""What leadgate is measured against: Flask and SQLAlchemy doing the least, on the same server and database.

`/hello` answers a word; `/rows` writes six rows through the ORM in one transaction, `/c/shop/choices` one row; `/file`
streams a file.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, Response, request
from sqlalchemy import create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PART_BYTES = 256 * 1024
app = Flask(__name__)
engine = create_engine(os.environ["BARE_DATABASE_URL"], pool_size=8)


class Base(DeclarativeBase):
    """The tables of the comparison."""


class Row(Base):
    """One of the six rows."""

    __tablename__ = "bare_row"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    content: Mapped[bytes]


if engine.dialect.name == "sqlite":

    @event.listens_for(engine, "connect")
    def as_leadgate_does(connection: Any, _record: Any) -> None:
        """Promise the same durability."""
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=10000")


Base.metadata.create_all(engine)


@app.get("/hello")
def hello() -> str:
    """The least a page can be."""
    return "hello"


@app.post("/rows")
def rows() -> str:
    """The least an act can be: six rows, one commit."""
    email = request.form["email"]
    with Session(engine) as session:
        for number in range(6):
            content = f"{email}{number}".encode() * 4
            session.add(Row(id=uuid4(), at=datetime.now(UTC), kind=f"kind {number}", content=content))
        session.commit()
    return "ok"


@app.post("/c/shop/choices")
def one_row() -> tuple[str, int]:
    """The least that is written: one row, one commit."""
    said = request.get_json(force=True)
    with Session(engine) as session:
        session.add(Row(id=uuid4(), at=datetime.now(UTC), kind=said["how"], content=said["number"].encode()))
        session.commit()
    return "", 204


@app.get("/file")
def file() -> Response:
    """A file, by the server alone."""
    path = Path(os.environ["BARE_FILE"])

    def parts() -> Iterator[bytes]:
        with path.open("rb", buffering=0) as opened:
            while part := opened.read(PART_BYTES):
                yield part

    return Response(parts(), headers={"Content-Length": str(path.stat().st_size)}, direct_passthrough=True)
