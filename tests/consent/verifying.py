"""`leadgate ledger verify`, as somebody types it."""

from click.testing import CliRunner, Result

from leadgate.consent.ledger_commands import ledger


def verified(*words: object) -> Result:
    """How it ended."""
    return CliRunner().invoke(ledger, ["verify", *map(str, words)])
