"""Addresses in a net: mail, pages, what somebody is called there, and computers."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import digits_of, found_by, one_of, pattern

_END = "com|org|net|edu|gov|info|biz|eu|de|at|ch|fr|be|es|mx|uk|us|ca|au|in|tw|cn|hk|jp|io|me|co|example"
_DOT_WORDS = "dot|punkt|point|punto|点"
_AT_WORDS = "at|ät|@|arroba|arobase|chez|klammeraffe|小老鼠|艾特"
_DOT = rf"(?:\.|\s?[(\[{{<]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}>]\s?)"
_IN_BRACKETS = rf"\s?[(\[{{<]\s?(?:{_AT_WORDS})\s?[)\]}}>]\s?"
_AT = rf"(?:@|\s@\s|{_IN_BRACKETS}|\s(?:arroba|arobase|klammeraffe)\s|\s?(?:小老鼠|艾特)\s?)"
_PART = r"[\w+\-]{1,64}"
_MAIL = pattern(
    rf"(?<![\w+-]){_PART}(?:{_DOT}{_PART}){{0,5}}{_AT}[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{0,7}}{_DOT}[A-Z][\w-]{{1,62}}",
    re.IGNORECASE,
)
_SPOKEN = pattern(
    rf"(?<![\w+-]){_PART}(?:(?:\.|\s(?:{_DOT_WORDS})\s){_PART}){{0,5}}\s?(?:\sat\s|\sarroba\s|\sarobase\s|@|"
    rf"{_AT})\s?[\w-]{{1,63}}"
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
_CHINESE_HANDLE = pattern(r"(?<![\w.@/])@[\u4e00-\u9fff][\u4e00-\u9fff\w]{1,20}")
_MINE = one_of(
    "my, our, mein, meine, meinem, meiner, unser, unsere, mon, ma, notre, mi, nuestra, nuestro, petit, 我的, 我"
)
_OWN = one_of(
    "blog, site, website, page, shop, store, portfolio, webseite, website, homepage, seite, laden, boutique, "
    "page, web, "
    "página, tienda, 網站, 部落格, 博客, 官網"
)
_OWN_SITE = pattern(
    rf"{_MINE}\s?(?:\w+\s){{0,2}}{_OWN}[^.@\n]{{0,16}}?(?<![\w@.-])([a-z0-9][\w-]{{1,40}}(?:\.[\w-]{{2,30}}){{0,2}}\.(?:{_END}))\b(?!@)",
    re.IGNORECASE,
)
_ID = one_of("id, account, handle, username, 號, 帳號, 賬號, 搜, 搜尋, 加我, 好了")
_IS = r"(?:(?:is|是|ist|es|est|為)\s|:\s?|是)"
_SERVICE = one_of(
    "wechat, weixin, telegram, skype, discord, instagram, insta, snapchat, twitter, tiktok, ig, viber, kakao, qq, "
    "facebook, fb, mastodon, twitch, bluesky, vinted, etsy, ebay, whatnot, strava, wx, vx, v信, 威信, 薇信, "
    "微信, 微博, 抖音, "
    "快手, b站, 小紅書, 臉書, 知乎"
)
_NO_SERVICE = one_of("line, signal, threads, steam, xbox, psn, 賴")
_NAME = r"(?!(?:the|a|not|my|our|is|was|for|and|of|with)\b)(@?[A-Z0-9][\w.#-]{2,30})"
_I_AM = one_of(
    "i'm, im, i am, me, find me as, as, ich bin, bin ich, als, je suis, c'est, moi, soy, como, estoy como, me llamo"
)
_CALLED = tuple(
    pattern(called, re.IGNORECASE)
    for called in (
        rf"{_SERVICE}\s?(?:{_ID}\s?{_IS}?|:\s?){_NAME}",
        rf"{_SERVICE}\s(?=[a-z][\w-]*(?:[._#][\w]|\d\d)){_NAME}",
        rf"{_NO_SERVICE}\s?{_ID}\s?{_IS}?{_NAME}",
        rf"(?:{_SERVICE}|{_NO_SERVICE})\s?[,:]?\s?{_I_AM}\s(?=[\w.]*[\d._]\w){_NAME}",
        rf"(?:{_SERVICE}|{_NO_SERVICE})[^\n。.]{{0,6}}?[,，\s]?(?:id|號|账号|賬號|帳號|搜)\s?{_IS}?\s?{_NAME}",
        rf"(?:加我|加)\s?(?:v|vx|wx|q|qq|line|賴|微信|薇)\s?[:：]?\s?(?=[\w.]*[\d._]\w){_NAME}",
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
        "capítulo, sección, apartado, versión, firmware, upgrade to, upgraded to, upgrading to, upgrade from, "
        "upgraded from, upgrading from, update to, updated to, updating to, update from, updated from, updating from, "
        "update auf, aktualisiert auf, aktualisierung auf, von version, à la, màj, maj, vers la, actualicé a, "
        "actualizado a, "
        "actualizar a, actualización, driver, kernel, build, patch, app, 升級, 升級到, 升到, 更新, 更新到, "
        "更新至, 韌體, §, 第, 章, "
        "節, 版本, 版"
    )
    + r"\.?\s?$",
    re.IGNORECASE,
)
_OF_A_COMPUTER = pattern(
    one_of("ip, ipv4, ips, address, server, host, dns, router, ping, adresse, dirección, 位址, 地址, 伺服器"),
    re.IGNORECASE,
)
_UNMISTAKABLE = pattern(r"[1-9]\d{1,2}(?:\.\d{1,3}){3}")
_FEWEST_FIGURES = 8
_BEFORE = 28


def networks_in(text: str) -> Iterator[Finding]:
    """The addresses in a plain text."""
    for searched in (_MAIL, _SPOKEN):
        yield from found_by(searched, text, Sensed.MAIL)
    for searched in (_LINK, _OWN_PAGE, _HANDLE, _CHINESE_HANDLE):
        yield from found_by(searched, text, Sensed.NETWORK)
    yield from found_by(_OWN_SITE, text, Sensed.NETWORK, 1)
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
    """Whether it is the number of a chapter or a version, which are short: "11.4.2.19" is an address beside "IP"."""
    if _OF_A_BOOK.search(before):
        return True
    if ":" in written or _OF_A_COMPUTER.search(before):
        return False
    return not _UNMISTAKABLE.fullmatch(written) or len(digits_of(written)) < _FEWEST_FIGURES
