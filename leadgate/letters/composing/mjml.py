"""The part with pictures and colours: blocks as MJML, made HTML that old mail programs show by mrml.

Text of marketers is cleaned Markdown or escaped; an attribute is escaped; nothing else of theirs gets in. Colours of
dark mail programs stand in a style sheet, everything else at its element, because many mail programs read no sheet.
"""

from collections.abc import Callable
from html import escape

import mrml
from flask_babel import force_locale, get_locale

from leadgate.foundation.web.markdown import rendered
from leadgate.letters.composing.frame import Composition, Frame
from leadgate.letters.composing.message import UNSUBSCRIBE
from leadgate.letters.errors import FieldInAddress
from leadgate.letters.fields import PersonalField
from leadgate.letters.types import Block, Card, Divider, Heading, LetterWording, LinkButton, Passage, Picture, Saying

PAPER, INK, QUIET, GROUND, LINE = "#ffffff", "#1c2420", "#5a655f", "#f3f2ee", "#d9dcd6"
PAPER_DARK, INK_DARK, QUIET_DARK, GROUND_DARK, LINE_DARK = "#1b201d", "#eef1ee", "#b4bdb7", "#121513", "#3a423d"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', sans-serif"
WIDE = 600
"""Pixels; mail programs show less on a phone, by themselves."""


_NO_FONTS = mrml.RenderOptions(fonts={})
"""Left to itself it has mail programs fetch fonts from another server, which would learn who reads."""


def html_of(wording: LetterWording, at_work: Composition) -> str:
    """The HTML part, with marks for its fields."""
    parts = "".join(block_mjml(block, at_work) for block in wording.blocks)
    html = str(mrml.to_html(_around(wording, parts, at_work), None, _NO_FONTS).content)
    # Put in here, because mrml would write it into an attribute as well, and as a string of Rust.
    title = escape(at_work.marks.marked(wording.subject))
    return html.replace("<title></title>", f"<title>{title}</title>", 1)


def block_mjml(block: Block, at_work: Composition) -> str:
    """One block.

    Raises:
        UnknownField, BrokenField, FieldInAddress: as they say.
    """
    return _MADE[type(block)](block, at_work)


def _around(wording: LetterWording, parts: str, at_work: Composition) -> str:
    frame, marks = at_work.frame, at_work.marks
    preview = escape(marks.marked(wording.preheader))
    return (
        f'<mjml lang="{escape(frame.language)}" dir="{_direction(frame.language)}">'
        f"<mj-head><mj-preview>{preview}</mj-preview>"
        f'<mj-attributes><mj-all font-family="{escape(FONT)}" color="{INK}"/>'
        '<mj-text font-size="17px" line-height="1.55" align="start" padding="10px 28px"/></mj-attributes>'
        f"<mj-raw>{_SCHEMES}</mj-raw><mj-style>{_style(frame)}</mj-style></mj-head>"
        f'<mj-body css-class="lg-ground" background-color="{GROUND}" width="{WIDE}px">{_top(frame)}'
        f'<mj-section background-color="{PAPER}" css-class="lg-paper" border-radius="10px" padding="18px 0">'
        f"<mj-column>{parts}</mj-column></mj-section>{_foot(at_work)}</mj-body></mjml>"
    )


_SCHEMES = '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'


def _style(frame: Frame) -> str:
    """What of a letter is otherwise in the dark, and how its text is set; mail programs may leave it out."""
    return (
        f".lg-text a{{color:{frame.accent}}}.lg-text p:first-child{{margin-top:0}}.lg-text p:last-child"
        "{margin-bottom:0}.lg-text ul,.lg-text ol{padding-inline-start:1.4em}"
        "@media (prefers-color-scheme:dark){"
        f"body,.lg-ground{{background:{GROUND_DARK} !important}}"
        f".lg-paper,.lg-paper>table{{background:{PAPER_DARK} !important}}"
        f".lg-text div,.lg-text h1,.lg-text h2{{color:{INK_DARK} !important}}"
        f".lg-text .lg-quiet,.lg-quiet div,.lg-quiet a{{color:{QUIET_DARK} !important}}"
        f".lg-text a{{color:{frame.accent_dark} !important}}"
        f".lg-edge{{border-color:{frame.accent_dark} !important}}"
        f".lg-line p{{border-top-color:{LINE_DARK} !important}}"
        f".lg-button td{{background:{frame.accent_dark} !important}}"
        f".lg-button a{{background:{frame.accent_dark} !important;color:{frame.on_accent_dark} !important}}}}"
    )


def _top(frame: Frame) -> str:
    if frame.logo:
        inner = f'<mj-image src="{escape(frame.logo)}" alt="{escape(frame.site_name)}" width="160px" align="left"/>'
    else:
        inner = f'<mj-text css-class="lg-text" font-weight="700">{escape(frame.site_name)}</mj-text>'
    return f'<mj-section padding="20px 0 8px"><mj-column>{inner}</mj-column></mj-section>'


def _foot(at_work: Composition) -> str:
    frame, marks = at_work.frame, at_work.marks
    sender = "<br>".join(escape(line) for line in frame.footer)
    links = [(marks.mark(PersonalField(UNSUBSCRIBE)), frame.unsubscribe_words)]
    if frame.view_url:
        links.insert(0, (escape(frame.view_url), frame.view_words))
    ways = " · ".join(f'<a href="{url}" style="color:{QUIET}">{escape(words)}</a>' for url, words in links)
    return (
        '<mj-section padding="8px 0 28px"><mj-column>'
        f'<mj-text css-class="lg-quiet" font-size="13px" color="{QUIET}">'
        f"<p>{escape(frame.why)}<br>{ways}</p><p>{sender}</p></mj-text></mj-column></mj-section>"
    )


def _heading(block: Heading, at_work: Composition) -> str:
    size = "27px" if block.level == 1 else "21px"
    set_so = f"margin:0;font-size:{size};line-height:1.25;font-weight:700"
    said = escape(at_work.marks.marked(block.text))
    return f'<mj-text css-class="lg-text"><h{block.level} style="{set_so}">{said}</h{block.level}></mj-text>'


def _passage(block: Passage, at_work: Composition) -> str:
    return f'<mj-text css-class="lg-text">{_markdown(block.text, at_work)}</mj-text>'


def _button(block: LinkButton, at_work: Composition) -> str:
    return _pressed(block.label, block.url, at_work)


def _pressed(label: str, url: str, at_work: Composition) -> str:
    frame = at_work.frame
    return (
        f'<mj-button css-class="lg-button" href="{escape(at_work.address(url))}" background-color="{frame.accent}"'
        f' color="{frame.on_accent}" border-radius="8px" font-size="17px" font-weight="700" align="left"'
        f' inner-padding="13px 26px" padding="10px 28px">{escape(at_work.marks.marked(label))}</mj-button>'
    )


def _picture(block: Picture, at_work: Composition) -> str:
    if not block.url:
        return ""
    alt = escape(at_work.marks.marked(block.alt))
    link = f' href="{escape(at_work.address(block.link))}"' if block.link else ""
    width = f' width="{block.width}px" align="left"' if block.width < WIDE else ""
    source = escape(at_work.address(block.url))
    return f'<mj-image src="{source}" alt="{alt}"{link}{width} border-radius="8px" padding="10px 28px"/>'


def _quote(block: Saying, at_work: Composition) -> str:
    said_by = escape(at_work.marks.marked(block.who))
    who = f'<p class="lg-quiet" style="color:{QUIET}">– {said_by}</p>' if block.who else ""
    edge = f"margin:0;padding-inline-start:16px;border-inline-start:4px solid {at_work.frame.accent}"
    said = _markdown(block.text, at_work)
    return f'<mj-text css-class="lg-text"><blockquote class="lg-edge" style="{edge}">{said}{who}</blockquote></mj-text>'


def _card(block: Card, at_work: Composition) -> str:
    marked = at_work.marks.marked
    lines = [f'<h2 style="margin:0 0 4px;font-size:21px;line-height:1.25">{escape(marked(block.title))}</h2>']
    if event := "<br>".join(escape(marked(line)) for line in (block.when, block.where) if line):
        lines.append(f"<p><strong>{event}</strong></p>")
    lines += [f"<p>{escape(marked(block.text))}</p>"] if block.text else []
    shown = Picture(url=block.picture, alt=block.alt, link=block.url, width=block.width)
    picture = _picture(shown, at_work) if block.picture else ""
    button = _pressed(block.label or block.title, block.url, at_work) if block.url else ""
    return f'{picture}<mj-text css-class="lg-text">{"".join(lines)}</mj-text>{button}'


def _divider(_block: Divider, _at_work: Composition) -> str:
    return f'<mj-divider css-class="lg-line" border-width="1px" border-color="{LINE}" padding="14px 28px"/>'


def _markdown(text: str, at_work: Composition) -> str:
    made = str(rendered(at_work.marks.marked(text)))
    if "%EE%80%80" in made.upper():  # a mark that became part of a link's address
        raise FieldInAddress
    return made


def _direction(language: str) -> str:
    with force_locale(language.replace("-", "_")):
        locale = get_locale()
    return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"


_MADE: dict[type, Callable[..., str]] = {
    Heading: _heading,
    Passage: _passage,
    LinkButton: _button,
    Picture: _picture,
    Saying: _quote,
    Card: _card,
    Divider: _divider,
}
