"""What the head of a landing page says, and forms that ask one thing of each kind."""

import html
import re

from leadgate.assets.actions.publishing import FormField


def metas(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(said) for name, said in found}


GOOD_ANSWERS = {
    "number": ("12.5", "12.5"),
    "phone": ("+49 30 1234567", "+49 30 1234567"),
    "choice": ("Large", "Large"),
    "check": ("y", "✓"),
    "date": ("2026-02-28", "2026-02-28"),
    "country": ("TW", "Taiwan"),
}
BAD_ANSWERS = [("number", "many"), ("phone", "call me"), ("choice", "Huge"), ("date", "2026-02-30"), ("country", "XX")]


def asking_thing(site, kind, required=False):
    choices = ["Small", "Large"] if kind == "choice" else []
    field = FormField("thing", "Thing", "To know", required, kind, choices)
    return site.publish(asked=[field])
