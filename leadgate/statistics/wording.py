"""How figures are written for a reader."""

from flask import Flask

SHARES = {"share", "satisfied", "easy", "pleases", "missed"}


def register_filters(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.filters["figure"] = figure


def figure(value: float, name: str) -> str:
    """A figure as its kind is written: a share in per cent, the score of recommendation with its sign, else two places.

    Args:
        value: of a share, between 0 and 1.
        name: of its kind: `share`, `nps`, `lift`.
    """
    if name in SHARES:
        return f"{value * 100:.0f} %".replace("-", "−")
    return (f"{value:+.0f}" if name == "nps" else f"{value:.2f}").replace("-", "−")
