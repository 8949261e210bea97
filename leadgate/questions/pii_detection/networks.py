"""Addresses in a net: mail, pages, what somebody is called there, and computers."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import found_by, one_of, pattern

_END = "com|org|net|edu|gov|info|biz|eu|de|at|ch|fr|be|es|mx|uk|us|ca|au|in|tw|cn|hk|jp|io|me|co|example"
_DOT_WORDS = "dot|punkt|point|punto|点"
_DOT = rf"(?:\.|\s?[(\[{{<]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}>]\s?)"
_AT = r"(?:@|\s@\s|\s?[(\[{<]\s?(?:at|ät|@|arroba|arobase|chez|小老鼠)\s?[)\]}>]\s?|\s(?:arroba|arobase|小老鼠)\s)"
_PART = r"[\w+\-]{1,64}"
_MAIL = pattern(
    rf"(?<![\w+-]){_PART}(?:{_DOT}{_PART}){{0,5}}{_AT}[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{0,7}}{_DOT}[A-Z][\w-]{{1,62}}",
    re.IGNORECASE,
)
_SPOKEN = pattern(
    rf"(?<![\w+-]){_PART}(?:(?:\.|\s(?:{_DOT_WORDS})\s){_PART}){{0,5}}\s?(?:\sat\s|\sarroba\s|\sarobase\s|@)\s?[\w-]{{1,63}}"
    rf"(?:(?:\.|\s(?:{_DOT_WORDS})\s)[\w-]{{1,63}}){{0,4}}\s(?:{_DOT_WORDS}|\.)\s(?:{_END})\b",
    re.IGNORECASE,
)
_LINK = pattern(r"(?:https?://|www\.)\S{3,}", re.IGNORECASE)
_OWN_PAGE = pattern(
    r"(?<![\w.-])(?:[a-z]{1,3}\.)?(?:linkedin\.com/(?:in|pub)|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|"
    r"threads\.net|tiktok\.com|youtube\.com|t\.me|wa\.me|line\.me|weibo\.com|github\.com|medium\.com|vk\.com|"
    r"xing\.com/profile|pinterest\.com|snapchat\.com|twitch\.tv|behance\.net)/[\w@./-]{2,}",
    re.IGNORECASE,
)
_HANDLE = pattern(r"(?<![\w.@/])@(?!media\b|import\b|home\b|gmail\b)[A-Z_][\w.]{1,28}\w(?![\w@])", re.IGNORECASE)
_ID = one_of("id, account, handle, username, 號, 帳號, 賬號")
_IS = r"(?:(?:is|是|ist|es|est|為)\s|:\s?|是)"
_SERVICE = one_of(
    "wechat, weixin, telegram, skype, discord, instagram, insta, snapchat, twitter, tiktok, ig, viber, kakao, qq, "
    "facebook, fb, mastodon, twitch, 微信, 微博, 抖音, 小紅書, 臉書"
)
_NO_SERVICE = one_of("line, signal, threads, steam, xbox")
_NAME = r"(?!(?:the|a|not|my|our|is|was|for|and|of|with)\b)(@?[A-Z0-9][\w.#-]{2,30})"
_CALLED = tuple(
    pattern(called, re.IGNORECASE)
    for called in (
        rf"{_SERVICE}\s?(?:{_ID}\s?{_IS}?|:\s?){_NAME}",
        rf"{_SERVICE}\s(?=[a-z][\w-]*(?:[._#][\w]|\d\d)){_NAME}",
        rf"{_NO_SERVICE}\s?{_ID}\s?{_IS}?{_NAME}",
        rf"(?:我的|我|add me on |add my |my ){_NO_SERVICE}\s?{_IS}?(?=[\w.]*[\d._]\w){_NAME}",
    )
)
_IP = pattern(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)", re.IGNORECASE
)
_OF_A_BOOK = pattern(
    one_of(
        "chapter, chapters, section, sections, version, versions, clause, article, figure, table, release, "
        "paragraph, step, part, item, appendix, page, v, ver, v., kapitel, abschnitt, absatz, ziffer, chapitre, "
        "capítulo, sección, apartado, versión, §, 第, 章, 節, 版本, 版"
    )
    + r"\.?\s?$",
    re.IGNORECASE,
)
_OF_A_COMPUTER = pattern(
    one_of("ip, ipv4, address, server, host, dns, router, ping, adresse, dirección, 位址, 地址, 伺服器"), re.IGNORECASE
)
_BEFORE = 24


def networks_in(text: str) -> Iterator[Finding]:
    """The addresses in a plain text."""
    for searched in (_MAIL, _SPOKEN):
        yield from found_by(searched, text, Sensed.MAIL)
    for searched in (_LINK, _OWN_PAGE, _HANDLE):
        yield from found_by(searched, text, Sensed.NETWORK)
    for called in _CALLED:
        yield from found_by(called, text, Sensed.NETWORK, 1)
    yield from (
        Finding(*found.span(), Sensed.NETWORK)
        for found in _IP.finditer(text)
        if _is_address(found[0]) and not _is_numbering(found[0], text[max(0, found.start() - _BEFORE) : found.start()])
    )


def _is_address(written: str) -> bool:
    try:
        return not ip_address(written).is_unspecified
    except ValueError:
        return False


def _is_numbering(written: str, before: str) -> bool:
    """Whether it is the number of a chapter or a version: "3.4.5.6" is an address only beside a word that says so."""
    if _OF_A_BOOK.search(before):
        return True
    return bool(re.fullmatch(r"\d(?:\.\d){3}", written)) and not _OF_A_COMPUTER.search(before)
