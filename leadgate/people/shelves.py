"""Shelves: places on a page of one room where rooms beside it put what is theirs (the front page, one's own page)."""

from collections.abc import Callable, Mapping

from flask import Flask

Shelf = Callable[[], str]


def teach(app: Flask, *rooms: Mapping[str, Shelf]) -> None:
    """Let templates show what the rooms put on a place (`front`, `me`): HTML, each from a template of its own."""
    app.jinja_env.globals["shelves"] = lambda place: [room[place]() for room in rooms if place in room]
