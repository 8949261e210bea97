"""`leadgate leads import`"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import click

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.lead_imports import files, queries
from leadgate.lead_imports.actions import looking, sending, taking_in
from leadgate.lead_imports.models import LeadImport
from leadgate.lead_imports.targets import TARGETS
from leadgate.lead_imports.types import LeadImportAsks, LeadImportState, LineFate, OrderInDays

LEFT_OUT = ("line", "address", "why")


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--purpose", required=True, help="What they agreed to: the slug of the purpose.")
@click.option("--column", "named", multiple=True, metavar="NAME=MEANING", help=f"One of: {', '.join(TARGETS)}.")
@click.option("--ask", type=click.Choice([*LeadImportAsks]), default=LeadImportAsks.NOBODY, help="By letter, once.")
@click.option(
    "--days", type=click.Choice([*OrderInDays]), default=OrderInDays.UNSAID, help="Which is first in 03/04/2026."
)
@click.option("--language", help="Of the letters to whoever has none in the file.")
@click.option("--left-out", type=click.Path(dir_okay=False, path_type=Path), help="Write the lines that stay out, CSV.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each line.")
@click.option("--json", "as_json", is_flag=True)
def bring(
    file: BinaryIO,
    purpose: str,
    named: Sequence[str],
    ask: str,
    days: str,
    language: str | None,
    left_out: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import leads: CSV, the names of the columns on top, as the usual tools hand lists out.

    Taken in is only who agreed by the proof in their line (when, and where or to which words). Who has none stays out,
    or is asked by one letter. The workers take them in; the studio shows how far they are, and takes them out again.

    Example: leadgate leads import mailchimp.csv --purpose newsletter --ask unproven --dry-run
    """
    made = sending.send(file, Path(file.name).name, language or languages.of_request(), by=None)
    try:
        row = _looked_through(made, purpose, named, LeadImportAsks(ask), OrderInDays(days))
        if left_out:
            with left_out.open("wb") as out:
                out.writelines(files.left_out(installation(), made, LEFT_OUT))
    except BaseException:
        sending.drop(made)
        raise
    click.echo(json.dumps(_told(row), ensure_ascii=False) if as_json else "\n".join(_lines(row)))
    if dry_run:
        sending.drop(made)
    else:
        taking_in.begin(made, by=None)


def _looked_through(
    made: UUID, purpose: str, named: Sequence[str], ask: LeadImportAsks, days: OrderInDays
) -> LeadImport:
    row = queries.import_of(made)
    meant = dict(one.rpartition("=")[::2] for one in named)
    columns = [meant.get(name, known) for name, known in zip(row.names, row.columns, strict=True)]
    sending.read_as(made, columns, purpose, ask, days)
    while (row := queries.import_of(made)).state == LeadImportState.LOOKING:
        looking.look(str(made), str(row.looks))
    return row


def _told(row: LeadImport) -> dict[str, object]:
    read_as = dict(zip(row.names, row.columns, strict=True))
    return {"id": str(row.id), "rows": row.rows, "columns": read_as, "lines": row.counts}


def _lines(row: LeadImport) -> list[str]:
    read_as = [f"{name}: {target or 'left out'}" for name, target in zip(row.names, row.columns, strict=True)]
    return [*read_as, *(f"{row.counts[fate]} {fate.words}" for fate in LineFate if row.counts.get(fate))]
