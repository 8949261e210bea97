"""A small demonstration: assets and their people, a group, a survey, good leads, a letter, requests, an incident, and a
link for the owner.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

import click
from PIL import Image, ImageDraw, ImageFont
from sqlalchemy import select

from leadgate.asset_twins.actions import joining
from leadgate.assets import queries
from leadgate.assets.actions.publishing import AssetPage, FormField, publish
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.demonstration import good_leads, groups, letters, other_sites, surveys
from leadgate.erasure.actions import holding
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.incidents.actions import alerting, planting, registering
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import AlertRule, Scope
from leadgate.ledger.actions import sealing
from leadgate.people.models import Person
from leadgate.people.verification.actions.proving import prove
from leadgate.retention import forecast
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.models import Whom
from leadgate.rights.typed import TypedPrivacyRequest as PrivacyRequest
from leadgate.rights.verifications import PRIVACY_REQUEST
from leadgate.scoring.actions.aiming import word_purpose
from leadgate.scoring.notices import COMPARING_SLUG
from leadgate.seeding import somebody, walk
from leadgate.staff.actions.accounts import add_account, make_link
from leadgate.staff.queries import accounts

OWNER = "owner@localhost.localdomain"
PEOPLE = 60
SINCE = timedelta(days=730)
"""So long ago the first of them asked."""
PAPER, INK, GREEN = (252, 250, 244), (30, 38, 34), (11, 110, 79)
A4 = (1240, 1754)
GUIDE = """
Most small firms raise prices once every four years, and regret the three in between.

## What is inside

- **Six questions** to ask before you touch a number
- A worked example, from a bakery with eleven employees
- The letter to send to customers, word for word
- What to do in the week after

Twelve minutes to read. No jargon.
"""

GUIDE_ZH = """
多數小型企業每四年才調一次價。

- 動手之前先問的六個問題
- 一家十一人烘焙坊的實例
- 寄給顧客的信，逐字範本
"""
PARTNERS = PurposeWords(
    "en",
    "Offers of two schools",
    "We give your mail address to two schools, and they write to you about their courses. You can end it on your own "
    "page.",
    "Alder Street Evening School, Northgate Trade College",
)
PARTNERS_ZH = PurposeWords(
    "zh-Hant",
    "兩所學校的優惠",
    "我們會把您的電子郵件地址交給兩所學校，由他們寄課程資訊給您。您可以隨時在您的頁面停止。",
    "赤楊街夜校、北門商業學院",
)
CHECKLIST = """when,what,who
week before,Confirm the delivery,you
evening before,Charge the card reader,you
morning,Unlock the back door,Ada
"""


def load() -> None:
    """Fill an empty installation; print a one-time link for its owner in any case."""
    if not accounts(Role.OWNER):
        _fill(add_account(OWNER, Role.OWNER))
    click.echo(f"Sign in as the owner, once: {make_link(accounts(Role.OWNER)[0].id)}")


def _fill(owner: UUID) -> None:
    with clock.moved(-SINCE):
        _purposes()
        _publish()
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    gates = [queries.gate_of(asset.id, "en") for asset in queries.published()]
    _people(gates, chance)
    shown_in: dict[str, Callable[[], object]] = {
        "moderation": partial(groups.load, owner),
        "surveys": surveys.load,
        "scoring": partial(good_leads.load, owner),
        "ledger": sealing.seal_all,
        "rights": _requests,
        "incidents": partial(_incident, owner),
        "retention": forecast.compute,
        "asset_twins": partial(_twins, owner),
        "cookies": other_sites.load,
        "letters": partial(letters.load, owner),
    }
    for room, show in shown_in.items():
        if installation().house.has_room(room):
            show()


def _publish() -> None:
    publish("calm-pricing-zh", _guide_zh(), _booklet("The calm\npricing guide\nin Chinese", 12), "calm-pricing-zh.pdf")
    publish("opening-checklist", _checklist(), BytesIO(CHECKLIST.encode()), "opening-checklist.csv")
    publish("calm-pricing", _guide(), _booklet("The calm\npricing guide", 12), "calm-pricing-guide.pdf")


def _twins(owner: UUID) -> None:
    """The guide's page in Chinese is that of the same guide."""
    english, chinese = (queries.gate(slug, "en") for slug in ("calm-pricing", "calm-pricing-zh"))
    assert english
    assert chinese
    joining.add(english, chinese.asset.id, by=owner)


def _incident(owner: UUID) -> None:
    """A laptop went missing yesterday, a honey record lies ready, and something was noticed."""
    since = clock.now() - timedelta(hours=30)
    lost = Facts(
        "A laptop was left on a train",
        aware_at=since,
        happened_from=since - timedelta(hours=2),
        scope=Scope.EVERYBODY,
        readable=False,
        what="A laptop with a copy of the database was left on a train. The master key was not on it.",
        measures="The laptop was locked from afar within the hour.",
    )
    registering.open_incident(lost, by=owner)
    planting.plant("canary@localhost.localdomain", "Customers 2019 (archive)", by=owner)
    alerting.alert(AlertRule.GUESSES, "demonstration", count=31, since=since)


def _requests() -> None:
    """Somebody waits for a correction, somebody else's guardian for an answer, and one person is on hold."""
    mine = receiving.receive(
        PrivacyRequest(Right.CORRECTION, "ada.0@seed.example", details="My company is called Bakery on the Quay."),
        language="en",
        network="192.0.2.0/24",
    )
    prove(PRIVACY_REQUEST, mine, method="command")
    for_a_child = PrivacyRequest(
        Right.ACCESS, "greta@parent.example", Whom.CHILD, "noor.1@seed.example", region="california"
    )
    with clock.moved(timedelta(days=-38)):
        childs = receiving.receive(for_a_child, language="en", network="192.0.2.0/24")
        prove(PRIVACY_REQUEST, childs, method="command")
    held = session().scalar(select(Person.id).order_by(Person.id).limit(1))
    if held:
        holding.hold(held, "Control 12/2026 of a customer", kind="asset_grant")


@action
def _people(gates: list[queries.AssetGate], chance: random.Random) -> None:
    for number in range(PEOPLE):
        longest = 29 if number % 3 else SINCE.days - 10
        gate = chance.choice(gates)
        walk(gate, somebody(gate, number, chance), timedelta(days=chance.uniform(0, longest)), chance)


def _purposes() -> None:
    if installation().house.has_room("scoring"):
        word_purpose()
    add_purpose(
        "newsletter",
        PurposeWords("en", "Monthly letter", "One letter a month about pricing. Every letter has a link that ends it."),
    )
    add_purpose("newsletter", PurposeWords("zh-Hant", "每月來信", "每月一封關於定價的信。每封信都附有取消連結。"))
    add_purpose("partners", PARTNERS, shares=True, sends=False)
    add_purpose("partners", PARTNERS_ZH, shares=True, sends=False)


def _guide() -> AssetPage:
    return AssetPage(
        title="The calm pricing guide",
        summary="How to raise prices without losing sleep or customers.",
        body=GUIDE.strip(),
        purposes=["newsletter", "partners"],
        asked=[FormField("company", "Company", "So that we can tell which kinds of firms this helps.")],
        asks_why=True,
        motivations=[
            ("costs", "Our costs went up"),
            ("unsure", "I do not know what to charge"),
            ("curious", "Just curious"),
        ],
    )


def _checklist() -> AssetPage:
    return AssetPage(
        title="Opening-day checklist",
        summary="Forty things nobody remembers on the first day.",
        purposes=["newsletter", *([COMPARING_SLUG] if installation().house.has_room("scoring") else [])],
        asks_why=True,
        motivations=good_leads.MOTIVATIONS,
    )


def _guide_zh() -> AssetPage:
    return AssetPage(
        title="從容定價指南",
        summary="如何調漲價格，而不失眠、也不流失顧客。",
        body=GUIDE_ZH.strip(),
        language="zh-Hant",
        purposes=["newsletter"],
    )


def _booklet(title: str, pages: int) -> BytesIO:
    """A real PDF with a cover."""
    sheets = [_sheet(title if at == 0 else "", at, pages) for at in range(pages)]
    file = BytesIO()
    sheets[0].save(
        file, "PDF", save_all=True, append_images=sheets[1:], resolution=150.0, title=title.replace("\n", " ")
    )
    file.seek(0)
    return file


def _sheet(title: str, at: int, pages: int) -> Image.Image:
    sheet = Image.new("RGB", A4, PAPER)
    draw = ImageDraw.Draw(sheet)
    if title:
        draw.rectangle((0, 0, 60, A4[1]), fill=GREEN)
        draw.multiline_text((160, 420), title, font=ImageFont.load_default(120), fill=INK, spacing=30)
        draw.text((160, 1560), "Example Controller", font=ImageFont.load_default(40), fill=GREEN)
        return sheet
    for line in range(26):
        width = 900 if line % 6 else 520
        draw.rectangle((160, 240 + line * 48, 160 + width, 258 + line * 48), fill=(222, 218, 206))
    draw.text((160, 1640), f"{at + 1} / {pages}", font=ImageFont.load_default(30), fill=INK)
    return sheet
