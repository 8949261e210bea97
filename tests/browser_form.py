"""What a browser would send of a page's form when nobody has touched it."""

import re
from html.parser import HTMLParser

SENT = {"text", "hidden", "email", "password", "number", "datetime-local", "search"}


class Form:
    """One form: where it leads, and its fields as they stand."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.names: set[str] = set()
        self.values: dict[str, list[str]] = {}

    def stands(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = self._text = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""))
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        elif name := given.get("name", ""):
            self._open.names.add(name)
            self._field(tag, name, given)

    def _field(self, tag: str, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if tag == "select":
            self._select, self._options, self._many = name, [], "multiple" in given
        elif tag == "textarea":
            self._text, self._typed = name, ""
        elif (
            tag == "input"
            and kind not in ("file", "submit")
            and (kind not in ("checkbox", "radio") or "checked" in given)
        ):
            self._open.stands(name, given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._typed += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._text:
            self._open.stands(self._text, self._typed.removeprefix("\r\n").removeprefix("\n"))
            self._text = ""
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            for value in chosen or ([] if self._many else [value for value, _ in self._options[:1]]):
                self._open.stands(self._select, value)
            self._select = ""


def forms(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def opens_at_its_fault(page: str) -> bool:
    """Whether a refused form says so in the title of its page, and brings whoever sent it to what is wrong."""
    focused = re.findall(r"<[^>]+\sautofocus[^>]*>", page)
    return "<title>Please look again: " in page and len(focused) == 1
