"""A room declares itself: one folder and one line bring it in, and what it leaves out is refused by name."""

import os
import re
import shutil
import sys
from collections.abc import Sequence
from itertools import count, permutations, product
from pathlib import Path
from textwrap import dedent

import pytest
from flask import Flask
from sqlalchemy import inspect

import leadgate
from leadgate.app import TEMPLATES, create_app
from leadgate.foundation import house_check
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.rooms import UnfinishedRoom
from leadgate.foundation.installation import Installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.sql.tables import Base
from leadgate.rooms import ROOMS
from leadgate.staff.actions import accounts
from tests.cast import ADA
from tests.conftest import COMPILED, build
from tests.groups.scenes import MINA, bakers

MANIFEST = '''
    """What the house must know of the garden."""

    from datetime import timedelta

    from leadgate.consent.events import ConsentEnded
    from leadgate.foundation.permissions import Role, permission
    from leadgate.foundation.house.rooms import Command, Look, Nav, Personal, Room, Task, OutboxWork
    from leadgate.foundation.keys.tokens import Act
    from leadgate.foundation.words import text as _

    SEED = Act("garden-seed", timedelta(days=1))
    SEE = permission("garden:bed:see", "see the beds", Role.MARKETER)
    BED_LOOK = Look("bed:look", _("you: address and language"), _("a letter, with the address"))

    ROOM = Room(
        name="garden",
        models=("models",),
        views=("studio:pages",),
        commands={"garden": Command("commands:garden", "Grow something.")},
        letters={"grown": "mail:write_grown"},
        handlers={"garden.grow": "actions:grow"},
        work={"garden.grow": OutboxWork(_("downloads"), _("downloads"))},
        schedule={"grow": Task(timedelta(minutes=5), "actions:grow_all")},
        tokens=(SEED,),
        permissions=(SEE,),
        looks=(BED_LOOK,),
        listens={ConsentEnded: ("actions:wither",)},
        personal=Personal(tables={"garden_bed": _("downloads")}),
        slots={"me": "slots:mine"},
        nav=(Nav("staff", "garden.index", _("Surveys"), SEE),),
        verifications=("verifications:BLOOM",),
        robots=("/garden",),
    )
    '''
KIND = '''
    """What the garden asks people to prove."""

    from datetime import timedelta

    from leadgate.foundation.errors import Refusal
    from leadgate.garden.room import SEED
    from leadgate.people.verification.types import VerificationKind, Link

    BLOOM = VerificationKind(
        room="garden",
        word="bloom",
        link=Link(SEED, "garden/bloom/"),
        link_lasts=timedelta(days=1),
        kept=timedelta(days=1),
        kept_for="a day",
        rule="bloom",
        over=Refusal,
        letter="garden/grown",
        proven="actions:grow",
        onward="slots:mine",
        page="people/sign_in_button.html",
    )
    '''
FILES = {
    "__init__.py": '"""A garden."""\n',
    "room.py": MANIFEST,
    "models.py": '''
        from uuid import UUID

        from sqlalchemy import ForeignKey
        from sqlalchemy.orm import Mapped, mapped_column

        from leadgate.foundation.sql.tables import Base
        from leadgate.foundation.privacy.register import OnErasure, Holds, OfPerson, impersonal, personal


        class Bed(Base):
            """A bed."""

            __tablename__ = "garden_bed"
            __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for="a summer")
            id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
            person_id: Mapped[UUID] = mapped_column(
                ForeignKey("vault_key.id", ondelete="CASCADE"), info=personal(Holds.IDENTIFIER, "growing")
            )
        ''',
    "studio.py": '''
        from flask import Blueprint

        from leadgate.foundation.permissions import allow
        from leadgate.garden.room import SEE

        pages = Blueprint("garden", __name__, url_prefix="/garden")


        @pages.get("/")
        @allow(SEE)
        def index() -> str:
            """The beds."""
            return "beds"
        ''',
    "commands.py": 'import click\n\n\n@click.command()\ndef garden() -> None:\n    """Grow something."""\n',
    "mail.py": "def write_grown(bed):\n    return None\n",
    "actions.py": "def grow(**_ids):\n    pass\n\n\ndef grow_all():\n    pass\n\n\ndef wither(_event):\n    pass\n",
    "verifications.py": KIND,
    "slots.py": 'def mine():\n    return "<p>My beds</p>"\n',
}


def written(folder: Path, **changed: str) -> None:
    """The garden as files: package, templates."""
    for name, text in FILES.items():
        path = folder / "leadgate/garden" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(changed.get(name.removesuffix(".py"), text)).lstrip())
    linked(TEMPLATES, folder / "templates")
    for part in ("subject.txt", "body.txt", "body.html"):
        path = folder / "templates/mail/garden/grown" / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It grew.\n")


def linked(there: Path, here: Path) -> None:
    """Have everything of one folder in another, by links: new files there are its own, and none is written over."""
    if not here.is_dir():
        shutil.copytree(there, here, copy_function=os.symlink)


@pytest.fixture
def garden(tmp_path, monkeypatch):
    """Brings in the garden, as its own folder beside the house's."""
    written(tmp_path)
    monkeypatch.setattr(leadgate, "__path__", [*leadgate.__path__, str(tmp_path / "leadgate")])
    monkeypatch.setattr("leadgate.app.TEMPLATES", tmp_path / "templates")
    yield tmp_path
    forget_garden()


def forget_garden() -> None:
    for name in [name for name in sys.modules if name.startswith("leadgate.garden")]:
        del sys.modules[name]
    if hasattr(leadgate, "garden"):
        del leadgate.garden
    for mapper in [mapper for mapper in Base.registry.mappers if mapper.class_.__name__ == "Bed"]:
        Base.metadata.remove(mapper.local_table)
        manager = mapper.class_manager
        Base.registry._managers.pop(manager, None)
        Base.registry._dispose_manager_and_mapper(manager)  # `dispose` itself knows all tables or none


def app_of(here: Installation) -> Flask:
    """Its application; what the templates of all rooms are compiled to is the same in every house."""
    made = create_app(here)
    made.jinja_env.bytecode_cache = COMPILED
    return made


def with_rooms(here: Installation, *names: str) -> Installation:
    house = assemble(names)
    house.load_tables()
    here.house = house
    return here


def test_a_folder_and_a_line_bring_a_room_in(garden, site, here):
    with_rooms(here, *ROOMS, "garden")
    site.app = app_of(here)
    with here.database.writer.begin() as connection:
        Base.metadata.tables["garden_bed"].create(connection)
    marketer = site.staff()
    assert marketer.get("/garden/").text == "beds"
    assert 'href="/garden/"' in marketer.get("/studio/").text
    assert "Disallow: /garden" in marketer.get("/robots.txt").text
    site.publish()
    site.confirmed()
    ada = site.signed_in()
    assert "My beds" in ada.get("/me").text
    assert "garden_bed" in inspect(here.database.reader).get_table_names()
    with here.database.writer.begin() as connection:
        Base.metadata.tables["garden_bed"].drop(connection)


LEFT_OUT = {
    "models=(\"models\",),": "models.py has tables",
    "views=(\"studio:pages\",),": "studio.py makes a blueprint",
    "letters={\"grown\": \"mail:write_grown\"},": "belongs to no letter",
    "tokens=(SEED,),": "SEED stands in its room.py",
    "permissions=(SEE,),": "SEE stands in its room.py",
    "work={\"garden.grow\": OutboxWork(_(\"downloads\"), _(\"downloads\"))},": "garden.grow in the outbox has no words",
    "looks=(BED_LOOK,),": "BED_LOOK stands in its room.py",
    "personal=Personal(tables={\"garden_bed\": _(\"downloads\")}),": "garden_bed has no words",
}  # fmt: skip


@pytest.mark.parametrize(("declaration", "said"), LEFT_OUT.items())
def test_what_a_room_leaves_out_is_refused_by_name(garden, declaration, said):
    written(garden, room=MANIFEST.replace(declaration, ""))
    with pytest.raises(UnfinishedRoom, match=f"garden.*{said}"):
        house_check.check(assemble([*ROOMS, "garden"]), garden / "templates", ["zh_Hant"])


WRONG = {
    "a text without words in Chinese": ('_("downloads")', '_("beds of yours")', "beds of yours.*zh_Hant"),
    "an act that is not there": ("actions:grow_all", "actions:grow_none", "grow_none, which is not there"),
    "a token of somebody else's": ('"garden-seed"', '"confirm"', "token confirm is declared by"),
    "a permission of somebody else's": ("garden:bed:see", "assets:asset:view", "permission assets:asset:view"),
    "a look of somebody else's": ("bed:look", "lead:look", "look lead:look"),
    "a command of somebody else's": ('commands={"garden"', 'commands={"asset"', "command asset"),
    "a handler of somebody else's": ('"garden.grow"', '"mail"', "outbox handler mail"),
    "words for a table of somebody else's": ('"garden_bed"', '"download"', "personal table download"),
    "another name": ('name="garden"', 'name="yard"', "of another name"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_double_or_wrong_is_refused_by_name(garden, wrong):
    right, instead, said = WRONG[wrong]
    written(garden, room=MANIFEST.replace(right, instead))
    with pytest.raises(UnfinishedRoom, match=f"garden.*{said}"):
        house_check.check(assemble([*ROOMS, "garden"]), garden / "templates", ["zh_Hant"])


WRONG_KINDS = {
    "a letter that is not there": ("garden/grown", "garden/shed", "bloom names the letter garden/shed"),
    "a page that is not there": (
        "people/sign_in_button.html",
        "garden/none.html",
        "bloom names the page templates/garden",
    ),
    "an act that is not there": ("actions:grow", "actions:wilt", "wilt, which is not there"),
    "a word of somebody else's": ('word="bloom"', 'word="opt-in"', "verification opt-in is declared by assets"),
    "a token of somebody else's": (
        "leadgate.garden.room import SEED",
        "leadgate.assets.room import CONFIRM as SEED",
        "link of the token confirm is declared by assets",
    ),
    "a token that is not handed over": (
        "SEED, ",
        'SEED.__class__("bud", timedelta(1)), ',
        "bloom names the token bud",
    ),
    "another room": ('room="garden"', 'room="assets"', "of the room assets"),
}


@pytest.mark.parametrize("wrong", WRONG_KINDS)
def test_a_kind_of_proof_that_is_double_or_unfinished_is_refused_by_name(garden, wrong):
    right, instead, said = WRONG_KINDS[wrong]
    written(garden, verifications=KIND.replace(right, instead))
    with pytest.raises(UnfinishedRoom, match=f"garden.*{said}"):
        house_check.check(assemble([*ROOMS, "garden"]), garden / "templates", ["zh_Hant"])


@pytest.mark.parametrize("part", ["subject.txt", "body.txt", "body.html"])
def test_a_letter_without_one_of_its_templates_is_refused(garden, part):
    (garden / "templates/mail/garden/grown" / part).unlink()
    with pytest.raises(UnfinishedRoom, match=f"letter grown has no template {part}"):
        house_check.check(assemble([*ROOMS, "garden"]), garden / "templates", ["zh_Hant"])


def test_a_navigation_that_leads_nowhere_is_refused(garden, tmp_path):
    written(garden, room=MANIFEST.replace("garden.index", "garden.pond"))
    here = with_rooms(build(tmp_path / "data"), *ROOMS, "garden")
    with pytest.raises(UnfinishedRoom, match=r"garden: its navigation leads to garden\.pond"):
        create_app(here)


def test_what_is_answered_before_a_page_without_a_public_view_is_refused(garden, tmp_path):
    written(garden, room=MANIFEST.replace('name="garden",', 'name="garden", direct={"/garden/": "actions:grow"},'))
    here = with_rooms(build(tmp_path / "data"), *ROOMS, "garden")
    with pytest.raises(UnfinishedRoom, match="garden: /garden/ is answered directly, and has no public view"):
        create_app(here)


UNFINISHED_VIEWS = {
    "a page without a permission": ("@allow(SEE)", "", "garden.index says nobody who may open it"),
    "a permission no room declares": ("@allow(SEE)", '@allow(permission("garden:sow", "sow"))', "garden:sow, which"),
    "an address another room has": ('"/garden"', '"/studio"', "GET /studio/ is a page of studio_home"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", UNFINISHED_VIEWS)
def test_a_page_that_is_not_finished_is_refused_by_name(garden, tmp_path, wrong):
    good, bad, said = UNFINISHED_VIEWS[wrong]
    studio = FILES["studio.py"].replace("import allow", "import allow, permission").replace(good, bad)
    written(garden, studio=studio)
    here = with_rooms(build(tmp_path / "data"), *ROOMS, "garden")
    with pytest.raises(UnfinishedRoom, match=said):
        create_app(here)


def test_a_line_without_a_folder_is_refused():
    with pytest.raises(UnfinishedRoom, match=r"attic: leadgate/attic/room\.py"):
        assemble([*ROOMS, "attic"])


PAGES = [*TEMPLATES.rglob("*.*ml"), *Path(leadgate.__file__).parent.rglob("*.py")]


def places(asked_by: str) -> set[str]:
    """The places that pages ask the house about, by a call such as `nav("studio")`."""
    found = (re.findall(rf"\b(?:{asked_by})\(['\"]([\w-]+)['\"]", path.read_text()) for path in PAGES)
    return {place for each in found for place in each}


def test_every_place_a_room_puts_something_on_is_shown_by_a_page():
    rooms = assemble(ROOMS).rooms
    assert {place for room in rooms for place in room.slots} == places("slots")
    doors = {door for path in PAGES for door in re.findall(r'sign_in_at = "([\w-]+)"', path.read_text())}
    assert {entry.place for room in rooms for entry in room.nav} == places("nav|way") | doors


def test_every_question_a_room_answers_is_asked():
    asked = {name for path in PAGES for name in re.findall(r"\.answer\(\s*\"([\w.-]+)\"", path.read_text())}
    assert {question for room in assemble(ROOMS).rooms for question in room.answers} == asked


NOBODY_STANDS_ON = (
    *("asset_answers", "asset_twins", "asset_endings", "backup", "bundle", "coding", "doctor", "gate_api", "incidents"),
    *("cookie_choices", "letter_archive", "letter_figures"),
    *("lead_exports", "lead_imports", "lead_notifications", "letter_editor", "meetups", "moderation"),
    *("portal", "privacy_notice"),
    *("processors", "purposes", "rights", "scoring", "sharing", "studio_home", "survey_editor", "survey_exports"),
    *("survey_reports", "survey_traits", "social_pictures", "cookie_scans", "team", "waiting_work", "witness"),
)


def thirds(rooms: Sequence[str]) -> list[tuple[str, ...]]:
    """A third of the rooms at once, in such a way that each is missing where any other one is there.

    By each digit of a room's number to the base of three: two numbers differ in one of them.
    """
    places = next(many for many in count() if 3**many >= len(rooms))
    ways = product(range(places), range(3))
    return [tuple(name for at, name in enumerate(rooms) if at // 3**place % 3 == digit) for place, digit in ways]


def test_each_room_is_missing_somewhere_where_any_other_one_is_there():
    missing = thirds(NOBODY_STANDS_ON)
    pairs = permutations(NOBODY_STANDS_ON, 2)
    assert all(any(one in gone and other not in gone for gone in missing) for one, other in pairs)


@pytest.mark.parametrize("gone", thirds(NOBODY_STANDS_ON), ids=" ".join)
def test_taking_lines_out_takes_the_rooms_away_and_everything_else_still_answers(site, here, gone):
    site.staff(Role.MODERATOR, MINA)
    site.publish()
    bakers(site)
    with_rooms(here, *(name for name in ROOMS if name not in gone))
    site.app = app_of(here)
    assert not [view for view in site.app.view_functions.values() if view.__module__.split(".")[1] in gone]
    visitors = [site.visitor(), site.confirmed(), site.staff(), site.staff(Role.MODERATOR)]
    asked = [(at, path, visitor.get(path)) for at, visitor in enumerate(visitors) for path in pages_of(site.app)]
    assert [(at, path) for at, path, answer in asked if answer.status_code >= 500] == []
    templates = [name for name in site.app.jinja_env.list_templates() if not {*gone} & {*name.split("/")[:2]}]
    assert all(site.app.jinja_env.get_template(name) for name in templates)


def test_a_page_of_a_room_nobody_stands_on_is_named_by_nobody_else(app):
    """They ask the house for the way to a place (`way`, `nav`), so the page may be missing."""
    of_room = {name: view.__module__.split(".")[1] for name, view in app.view_functions.items()}
    named = [
        (path, endpoint)
        for path in PAGES
        for endpoint in re.findall(r"['\"]([a-z_]+\.[a-z_]+)['\"]", path.read_text())
        if of_room.get(endpoint) in NOBODY_STANDS_ON and of_room[endpoint] not in path.parts
    ]
    assert named == []


@pytest.mark.parametrize("role", Role)
def test_whoever_signs_in_is_led_to_a_page_that_is_there_without_the_desk_and_the_studio(site, here, role):
    with_rooms(here, *(name for name in ROOMS if name not in ("moderation", "studio_home")))
    site.app = app_of(here)
    email, password = f"{role}@staff.example", "quiet river stones 42"
    accounts.add_account(email, role, password)
    visitor = site.visitor()
    entered = visitor.fill("/staff/sign-in", email=email, password=password)
    assert entered.status_code == 303
    assert visitor.get(entered.location).status_code == 200


@pytest.mark.parametrize("gone", [name for name in ROOMS if name not in (*NOBODY_STANDS_ON, "assets")])
def test_a_room_others_stand_on_is_missed_by_name(site, here, gone):
    with_rooms(here, *(name for name in ROOMS if name != gone))
    with pytest.raises(UnfinishedRoom, match=rf"uses {gone}, which has no line in leadgate/rooms\.py"):
        create_app(here)


def pages_of(app: Flask) -> list[str]:
    """Every page whose address needs nothing but the name of the group of bakers."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.arguments <= {"slug"} and rule.endpoint != "static":
            found.append(rule.rule.replace("<slug>", "bakers"))
    return found


ON_ASSETS = (
    *("letters", "letter_editor", "letter_sending", "bounces", "letter_archive", "letter_figures"),
    *("asset_answers", "asset_twins", "social_pictures", "sharing", "next_steps", "understanding"),
    "lead_notifications",
)


def test_without_assets_there_are_still_a_front_page_and_a_page_of_ones_own(site, here):
    site.publish()
    site.confirmed()
    with_rooms(
        here,
        *(name for name in ROOMS if name not in (*("assets", "asset_editor", "asset_endings", "gate_api"), *ON_ASSETS)),
    )
    site.app = app_of(here)
    ada = site.signed_in()
    assert site.visitor().get("/a/guide").status_code == 404
    assert ada.get("/").status_code == 200
    page = ada.get("/me").text
    assert ADA in page
    assert "Your downloads" not in page
    assert "<h1>Home</h1>" in site.staff().get("/studio/").text
    for path in ("/me/data", "/me/export", "/me/receipts", "/me/requests", "/me/delete", "/me/address"):
        assert ada.get(path).status_code == 200, path
    assert ada.fill("/me/delete").status_code == 303
