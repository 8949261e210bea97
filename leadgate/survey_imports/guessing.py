"""Which column is which question: by its name here, by its words in any language, by the codes of LimeSurvey.

Columns that say who somebody is are never taken: by what they are called, or because most of what stands in them is an
address.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from leadgate.pii_detection.finding import Sensed
from leadgate.pii_detection.senses import findings
from leadgate.questions.kinds import SeveralChoices
from leadgate.survey_imports.tables import Table
from leadgate.survey_imports.targets import DAY, LANGUAGE, LEFT_OUT, NEVER, STATE, WORDS, Target

OF_SOMEBODY = {
    *("name", "full name", "first name", "firstname", "last name", "lastname", "surname", "given name", "family name"),
    *("your name", "contact name", "respondent", "participant", "username", "user name", "user", "user id", "userid"),
    *("email", "e mail", "email address", "e mail address", "your email", "mail", "contact email", "reply to"),
    *("phone", "phone number", "telephone", "mobile", "address", "street", "street address", "postal address"),
    *("ip", "ip address", "ipaddr", "ipaddress", "network id", "user agent", "browser", "device", "url", "referrer"),
    *("refurl", "token", "person", "contact id", "person id", "location", "latitude", "longitude", "country ip"),
    *("姓名", "名字", "您的姓名", "使用者名稱", "電子郵件", "電子郵件地址", "電郵", "信箱"),
    *("電話", "手機", "地址", "住址"),
    *("vorname", "nachname", "e mail adresse", "adresse", "telefon", "nom", "prénom", "courriel", "adresse e mail"),
    *("nombre", "apellido", "correo electrónico", "dirección", "teléfono"),
}
"""What columns are called that say who answered, as `plain` writes it."""
DAYS = {
    *("submitdate", "submit date", "submit date utc", "submitted at", "submitted on", "date submitted", "timestamp"),
    *("time stamp", "completed at", "finished at", "finished on", "end date", "enddate", "created at", "date", "day"),
    *("時間戳記", "提交時間", "完成時間", "日期", "zeitstempel", "horodateur", "marca temporal"),
}
LANGUAGES = {"language", "startlanguage", "start language", "語言", "sprache", "langue", "idioma"}
STATES = {"state", "completed", "is finished", "complete"}
FINISHED = "finished"
"""Our own files call the day so; others ask with it whether somebody came to the end."""
TELLING = {Sensed.MAIL, Sensed.PHONE, Sensed.NETWORK}
LOOKED_AT = 50


def guessed(table: Table, targets: Mapping[str, Target]) -> list[str]:
    """What each column is, as far as one can tell; no question is read from two columns."""
    known, taken, found = _names(targets.values()), set[str](), []
    for at, name in enumerate(table.names):
        cells = [row[at] for _nth, row in table.rows if row[at]][:LOOKED_AT]
        guess = NEVER if says_who(name, cells) else _guess(name, cells, known)
        found.append(LEFT_OUT if guess in taken else guess)
        taken |= {guess} - {LEFT_OUT, NEVER}
    return found


def says_who(name: str, cells: Sequence[str]) -> bool:
    """Whether a column says who answered: by its name, or because half of what stands there is an address.

    Args:
        name: of the column.
        cells: some of what stands in it.
    """
    if plain(name) in OF_SOMEBODY:
        return True
    telling = sum(_is_address(one) for one in cells)
    return telling > 0 and 2 * telling >= len(cells)


def _is_address(cell: str) -> bool:
    """Whether an address or a number of somebody's is all that stands there."""
    words = [one for one in findings(cell[:200]) if one.what in TELLING]
    return any(2 * (one.end - one.start) >= len(cell) for one in words)


def _guess(name: str, cells: Sequence[str], known: Mapping[str, str]) -> str:
    said = plain(name)
    if (found := known.get(said)) is not None:
        return found if not name.strip().endswith("[other]") else known.get(f"{said} {WORDS}", found)
    if said in DAYS or (said == FINISHED and not _are_ticks(cells)):
        return DAY
    if said in LANGUAGES:
        return LANGUAGE
    return STATE if said in STATES or said == FINISHED else LEFT_OUT


def _are_ticks(cells: Iterable[str]) -> bool:
    return all(plain(one) in {"yes", "no", "true", "false", "1", "0"} for one in cells)


def _names(targets: Iterable[Target]) -> dict[str, str]:
    """What each target may be called, as `plain` writes it; what could be two is neither."""
    found: dict[str, str] = {}
    double = set[str]()
    for one in targets:
        for name in dict.fromkeys(map(plain, _called(one))):
            if found.setdefault(name, one.name) != one.name:
                double.add(name)
    for name in double - {plain(one.name) for one in targets if not one.part}:
        del found[name]
    return found


def _called(target: Target) -> Iterator[str]:
    item, part = target.item, target.part
    asked = [item.key, *item.label.values()]
    if not part:
        yield from asked
        return
    if part == WORDS:
        yield from (f"{one} other {WORDS}" for one in asked)
        yield from (f"{one} words" for one in asked)
        yield from (f"{one} other" for one in asked if not isinstance(item, SeveralChoices))
        return
    yield from (f"{one} {name}" for one in asked for name in (part, *target.names))
    if isinstance(item, SeveralChoices):
        yield from target.names


def plain(name: str) -> str:
    """A name without what programs write otherwise: capital letters, brackets, lines, points."""
    kept = re.sub(r"[^\w+]|_", " ", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(kept.split())
