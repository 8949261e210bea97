"""Rooms: what one capability of leadgate declares of itself, in one file, `leadgate/<room>/room.py`.

A manifest is cheap: whatever takes long to import (views, acts, tables) is named as `"module:attribute"` inside the
room and imported when it is first needed. Words, permissions, tokens and looks stand in it as they are. The house is
assembled from the manifests (`house.assemble`) and refuses to open on what is missing or double.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from leadgate.foundation.keys.tokens import Act
from leadgate.foundation.permissions import Permission
from leadgate.foundation.words import Text, Words
from leadgate.foundation.words import text as _

DOORS = ("actions", "queries", "events", "errors", "types", "access")
"""The modules by which any room may be entered: what it does, tells, refuses and is made of, and who may reach what."""
Ref = str
"""`module:attribute`, the module as seen from the room: `actions.expiring:expire_due`."""


class UnfinishedRoom(Exception):
    """A room does not say what the house must know of it, or two rooms say the same; names room and thing."""


class OnNew(Enum):
    """What a command does where nothing is installed yet; all others are refused there."""

    MAKES_KEYS = "makes the keys of the installation"
    REFILLS = "puts a whole database where the folder is there already"
    NEEDS_NONE = "works on what it is given, and leaves nothing behind"


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the command line: where it is, its line in `leadgate --help`, and what it needs around it.

    Args:
        ref: of the click command or group.
        about: one short line.
        alone: whether it only starts other processes, and is run without an installation of its own.
        on_new: what it may do where no key is and the database is empty.
        under_any_key: whether it works where the master key does not open what is there, too: to say so, or to mend it.
        exclusive: whether nobody else may work on the installation while it runs.
    """

    ref: Ref
    about: str
    alone: bool = False
    on_new: OnNew | None = None
    under_any_key: bool = False
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Work the clock asks for; may run twice, late or at once, and minds none of it.

    Args:
        every: how long after the last time; also once whenever the clock starts.
        run: the act, which takes no arguments: what is due lies in the database.
        seconds: after which the worker ends it.
    """

    every: timedelta
    run: Ref
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class OutboxWork:
    """What one kind of row in the outbox is, for whoever looks after what waits or was given up.

    Args:
        what: it does, in a few words.
        dropped: what follows if it never happens.
    """

    what: Text
    dropped: Text


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which staff see a person's data, and which is entered in the log of looks.

    Args:
        name: in the log of looks: `lead:look`.
        seen: what was looked at, as the person reads it: "you among those who asked for a download".
        shows: which data that showed, as an authority reads it after a breach (GDPR art. 33(3)).
    """

    name: str
    seen: Text
    shows: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredKind:
    """What a kind of proof (`people.verification.types`) names in turn, for the check of the house.

    Args:
        word: by which its rows are known; one kind each.
        room: whose references these are.
        acts: what its links' tokens may do.
        letters: that it writes, as `<room>/<letter>`.
        pages: its templates.
        refs: what it calls of its room.
    """

    word: str
    room: str
    acts: Sequence[Act]
    letters: Sequence[str]
    pages: Sequence[str]
    refs: Sequence[Ref]


class NavGroup(Words):
    """Under which heading of the staff's navigation an entry stands; the headings in their order."""

    HOME = "home", _("Home")
    GATES = "gates", _("Gates")
    AUDIENCE = "audience", _("Audience")
    PRIVACY = "privacy", _("Privacy office")
    ORGANISATION = "organisation", _("Organisation")
    OPERATING = "operating", _("Operating")
    ACCOUNT = "account", _("Account")


@dataclass(frozen=True, slots=True)
class Nav:
    """One entry of a navigation.

    Args:
        place: which navigation: `staff`, which is the rail beside every page of the staff's; `account`, the pages of
            the organisation, which stand there, too; `group`, `moderation`, `visitor` and others of single pages.
        endpoint: of the page.
        label: what is read.
        permission: who sees it; none where everybody who sees the navigation does.
        order: smaller is further to the front.
        group: under which heading of `staff`.
        guide: where the guides tell about it: `marketers#surveys`.
        below: the address below which one is at this place; that of its page when it is empty.
        about: what is there, in a sentence, for a page that lists the navigation.
    """

    place: str
    endpoint: str
    label: Text
    permission: Permission | None = None
    order: int = 50
    group: NavGroup = NavGroup.ORGANISATION
    guide: str = ""
    below: str = ""
    about: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """What a room holds about people, beyond the marks on its columns.

    Args:
        tables: each table with a `__personal__` mark, and what people read for it.
        columns: what people read above the columns of its tables that no other room has, by the column's name.
        stores: `forgetting.Store`s: places outside the tables.
        linked_keys: find, by the indexes of addresses, keys that belong to them without being their person's.
        exempt_rows, exempt_keys: the conditions for rows and keys that an erasure has to leave for now.
        rules: yield `retention_rules.Rule`s.
        rule_words: what people read for a rule, by its name; one that is named after its table needs none.
        files: yield the files somebody uploaded, for their export.
        names: by a table others refer to, or by `table.column`, what people know its values by:
            `(language) -> {value: name}`.
    """

    tables: Mapping[str, Text] = field(default_factory=dict)
    columns: Mapping[str, Text] = field(default_factory=dict)
    stores: tuple[Ref, ...] = ()
    linked_keys: tuple[Ref, ...] = ()
    exempt_rows: tuple[Ref, ...] = ()
    exempt_keys: tuple[Ref, ...] = ()
    rules: tuple[Ref, ...] = ()
    rule_words: Mapping[str, Text] = field(default_factory=dict)
    files: tuple[Ref, ...] = ()
    names: Mapping[str, Ref] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One capability.

    Args:
        name: of its folder, of its templates' folder, and of its tests'.
        package: where its modules are, when it does not live in `leadgate/<name>`.
        opens: modules other rooms may enter besides the doors every room has (`DOORS`).
        opens_models_to: rooms of its own floors above that read its tables: what they join could be no query of this
            room without more statements. All others are handed rows (`types`) by `queries`; nobody else writes there.
        works_without: rooms it uses whose line may be missing all the same: it finds nothing of theirs then.
        models: modules with tables.
        views: Flask blueprints.
        commands: by name.
        letters: what writes each letter, by the folder of its templates below `templates/mail/<room>/`.
        handlers: what works rows of the outbox, in one transaction with the record that they are done; by kind.
        effects: the same for what acts on the outside (mail, files), and is recorded after it was done.
        work: what each of both is, by kind, for whoever looks after it.
        install: acts that put what every installation has into a database that was just migrated; again is harmless.
        schedule: what the clock asks for, by name.
        tokens, permissions, looks: all that the room makes, by constant.
        listens: what hears which event.
        mail_checks: conditions under which a letter for a purpose may leave, for a statement:
            `(id of the person, purpose's slug) -> ColumnElement[bool]`, both of them columns or values.
        slots: what is shown on places of other rooms' pages; functions that answer HTML, and take what the page hands
            to `slots(place, ...)`.
        home_lines: `staff_pages.HomeLine`s: what the first page of the staff tells of it.
        first_steps: `staff_pages.FirstStep`s: what of it has to be there before people come.
        finders: `staff_pages.Finder`s: what of it the staff's search finds.
        wordings: `wordings.kinds.WordedPart`s: what of its pages and letters owners may say in words of their own.
        init_app: given each application as it is made: for filters, globals, the staff's sign-in.
        verifications: the kinds of proof it asks people for; of `people.verification`.
        entitlements, activities, attributes, controls: what the room provides to `attributes.entitlements`,
            `attributes.activities`, `attributes.attributes` and `foundation.privacy.controls`.
        facets, timelines: by what of it people can be chosen, and what it tells of one of them; see `people_pages`.
        runs: long work that staff may ask for, by kind; see `leadgate.runs`.
        answers: to what lower rooms ask whoever is above them, by the question's name.
        purpose_data: what data the purposes it makes are about, for receipts: terms of the Data Privacy Vocabulary by
            the purpose's name, or by its beginning or end with `*` for one of many.
        robots: paths crawlers have no business with.
        direct: what answers a public view's path before Flask does, by the beginning of the path, with `POST ` before
            it where something is sent; see `foundation.web.direct`.
    """

    name: str
    package: str = ""
    opens: tuple[str, ...] = ()
    opens_models_to: tuple[str, ...] = ()
    works_without: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    views: tuple[Ref, ...] = ()
    commands: Mapping[str, Command] = field(default_factory=dict)
    letters: Mapping[str, Ref] = field(default_factory=dict)
    handlers: Mapping[str, Ref] = field(default_factory=dict)
    effects: Mapping[str, Ref] = field(default_factory=dict)
    work: Mapping[str, OutboxWork] = field(default_factory=dict)
    install: tuple[Ref, ...] = ()
    schedule: Mapping[str, Task] = field(default_factory=dict)
    tokens: tuple[Act, ...] = ()
    permissions: tuple[Permission, ...] = ()
    looks: tuple[Look, ...] = ()
    listens: Mapping[type, tuple[Ref, ...]] = field(default_factory=dict)
    mail_checks: tuple[Ref, ...] = ()
    personal: Personal = field(default_factory=Personal)
    slots: Mapping[str, Ref] = field(default_factory=dict)
    nav: tuple[Nav, ...] = ()
    home_lines: tuple[Ref, ...] = ()
    first_steps: tuple[Ref, ...] = ()
    finders: tuple[Ref, ...] = ()
    wordings: tuple[Ref, ...] = ()
    init_app: Ref | None = None
    verifications: tuple[Ref, ...] = ()
    entitlements: tuple[Ref, ...] = ()
    activities: tuple[Ref, ...] = ()
    attributes: tuple[Ref, ...] = ()
    facets: tuple[Ref, ...] = ()
    timelines: tuple[Ref, ...] = ()
    controls: tuple[Ref, ...] = ()
    runs: Mapping[str, Ref] = field(default_factory=dict)
    answers: Mapping[str, Ref] = field(default_factory=dict)
    purpose_data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    robots: tuple[str, ...] = ()
    direct: Mapping[str, Ref] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The package its modules are in."""
        return self.package or f"leadgate.{self.name}"
