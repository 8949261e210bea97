"""A letter in both languages, ready to be looked at: what is new, a picture, a guide, a voice, an evening."""

from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from leadgate.assets import queries as assets
from leadgate.letter_editor.cards import cards_of
from leadgate.letters.actions import picturing, writing
from leadgate.letters.types import Block, Card, Divider, Heading, LetterWording, LinkButton, Passage, Picture, Saying

SKY, FIELD, SUN, ROOF = (246, 232, 208), (11, 110, 79), (233, 155, 74), (120, 62, 44)
NEWS = """Hello at {company|your company},

three things came together this month:

- flour is **eight per cent** dearer than in spring
- two of our readers raised their prices, and kept every customer
- the guide has a new chapter: *the week after*"""
NEWS_ZH = """{company|貴公司}您好：

這個月有三件事：

- 麵粉比春天貴了**百分之八**
- 兩位讀者調高了價格，沒有流失任何客人
- 指南新增了一章：〈漲價之後的一週〉"""


def load(owner: UUID) -> None:
    """Write it.

    Args:
        owner: who has written it.
    """
    picture = picturing.taken(_picture())
    about = next(f"asset:{one.id}" for one in assets.published() if one.slug == "calm-pricing")
    card = cards_of(about, ["en"])["en"]
    english = LetterWording(
        subject="Prices in autumn: what the bakers did",
        preheader="Eight per cent dearer flour, two brave bakers, one new chapter.",
        blocks=_blocks(picture, card, _ENGLISH),
    )
    chinese = LetterWording(
        subject="秋天的價格：烘焙坊怎麼做",
        preheader="麵粉貴了百分之八，兩位勇敢的烘焙師，一個新章節。",
        blocks=_blocks(picture, card, _CHINESE),
    )
    writing.begin("Autumn letter", "newsletter", {"en": english, "zh-Hant": chinese}, by=owner)


_ENGLISH = {
    "title": "What the bakers did",
    "news": NEWS,
    "alt": "A village at sunset: green hills, and a bakery with a red roof",
    "card": "The calm pricing guide",
    "about": "With the new chapter. Twelve minutes to read.",
    "get": "Get the guide",
    "cover": "The cover of the guide",
    "quote": "I was afraid of one conversation. It took four minutes.",
    "who": "Ada, Bakery on the Quay",
    "evening": "An evening about prices",
    "when": "Thursday, 12 November, 19:00",
    "where": "Bakery on the Quay, upstairs",
    "bring": "Bring one price you are unsure of. There is bread.",
    "end": "Write back if something is unclear: a person reads it.",
    "more": "Read the whole story",
}
_CHINESE = {
    "title": "烘焙坊怎麼做",
    "news": NEWS_ZH,
    "alt": "夕陽下的村莊：綠色山丘，和一間紅屋頂的烘焙坊",
    "card": "從容定價指南",
    "about": "收錄新章節，閱讀時間十二分鐘。",
    "get": "取得指南",
    "cover": "指南的封面",
    "quote": "我害怕的那場對話，只花了四分鐘。",
    "who": "Ada，碼頭烘焙坊",
    "evening": "聊聊價格的夜晚",
    "when": "11 月 12 日（四）19:00",
    "where": "碼頭烘焙坊二樓",
    "bring": "請帶一個您沒把握的價格來。現場有麵包。",
    "end": "有不清楚的地方，請直接回信：會有人親自閱讀。",
    "more": "閱讀完整故事",
}


def _blocks(picture: picturing.PictureKept, card: Card, said: dict[str, str]) -> tuple[Block, ...]:
    guide = Card(
        key="guide",
        about=card.about,
        title=said["card"],
        text=said["about"],
        url=card.url,
        label=said["get"],
        picture=card.picture,
        width=card.width,
        alt=said["cover"] if card.picture else "",
    )
    evening = Card(key="evening", title=said["evening"], when=said["when"], where=said["where"], text=said["bring"])
    return (
        Heading(key="title", text=said["title"], level=1),
        Picture(key="picture", url=picture.path, alt=said["alt"]),
        Passage(key="news", text=said["news"]),
        LinkButton(key="more", label=said["more"], url=card.url),
        Saying(key="quote", text=said["quote"], who=said["who"]),
        guide,
        Divider(key="line"),
        evening,
        Passage(key="end", text=said["end"]),
    )


def _picture() -> bytes:
    """Hills, a bakery, the sun."""
    drawn = Image.new("RGB", (1200, 520), SKY)
    draw = ImageDraw.Draw(drawn)
    draw.ellipse((820, 90, 1020, 290), fill=SUN)
    draw.ellipse((-300, 260, 700, 1100), fill=FIELD)
    draw.ellipse((450, 330, 1600, 1200), fill=(30, 140, 100))
    draw.rectangle((250, 210, 410, 330), fill=(252, 250, 244))
    draw.polygon(((230, 215), (330, 140), (430, 215)), fill=ROOF)
    draw.rectangle((310, 260, 350, 330), fill=ROOF)
    kept = BytesIO()
    drawn.save(kept, "PNG")
    return kept.getvalue()
