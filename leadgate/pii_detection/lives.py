"""Dates in somebody's life, known by the words beside them, and ages over 89 (45 CFR 164.514 (b)(2)(i)(C))."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import found_by, listed, one_of, pattern

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar|rero)?|février|mar(?:ch|s|zo)?|märz|jänner|feber|apr(?:il)?|"
    r"avril|abril|ma[iyo]|"
    r"mayo|jun[ei]?|juin|junio|jul[yi]?|juillet|julio|aug(?:ust)?|ao[uû]t|agosto|sep(?:t|tember|tembre|tiembre)?|"
    r"o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember)?|décembre|diciembre|enero)\.?"
)
_HAN = "一二三四五六七八九十百零〇廿卅元"
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s?(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de[l]?\s)?\d{{2,4}})?\b|"
    rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{2,4}})?|"
    rf"(?:民國\s?)?(?:\d{{2,4}}|[{_HAN}]{{1,5}})\s?年\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?月(?:\s?(?:\d{{1,2}}|"
    rf"[{_HAN}]{{1,3}})\s?[日號])?|"
    rf"(?:[正臘冬]|[一二三四五六七八九十]{{1,2}})月(?:初|廿)[一二三四五六七八九十]|"
    rf"[{_HAN}]{{1,2}}月[{_HAN}]{{1,3}}[日號]|"
    r"民國\s?\d{2,3}(?:[./-]\d{1,2}){1,2}|(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?[日號])"
)
_LIFE = listed("lives")
_KIN_ZH = (
    "(?:爸|媽|父親|母親|爺爺|奶奶|外公|外婆|公公|婆婆|"
    "岳父|岳母|先生|太太|老公|老婆|老伴|阿公|阿嬤|姥姥|姥爺|哥|姐|弟|妹|兒子|女兒|他|她)"
)
_KIN_LATIN = one_of(
    "mum, mom, dad, mother, father, nan, gran, grandma, grandpa, grandad, husband, wife, brother, sister, "
    "son, daughter, he, she, we lost, "
    "mann, frau, vater, mutter, papa, mama, opa, oma, mari, femme, père, mère, maman, fils, fille, marido, "
    "mujer, padre, madre, hijo, hija"
)
_GONE = (
    rf"{_KIN_ZH}[^。!?\n]{{0,6}}?({_DATE})[^。!?\n]{{0,3}}?(?:走|沒了|離開|不在|離我)",
    rf"{_KIN_LATIN}[^.!?\n]{{0,12}}?\b(?:passed|died|left us|gone|lost|gegangen|verloren|parti|partie|fue|dejó|"
    rf"perdimos|perdu)\b"
    rf"[^.!?\n\d]{{0,12}}({_DATE})",
)
_DATES, _LIVES = pattern(_DATE, re.IGNORECASE), pattern(_LIFE, re.IGNORECASE)
_SENTENCE_ENDS = pattern(r"[.\n。!?]")
_BORN_THEN = pattern(r"\s?生(?:的|[,。.\s]|$)")
_AFTER, _BEFORE = 32, 24
_OVER_89 = r"(?:9\d|1[0-2]\d)"
_NINETY = (
    r"(?:ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one) hundred(?: and (?:one|two|three))?|"
    r"(?:\w{3,6}und)?neunzig|hundert|nonante(?:[ -](?:et[ -])?\w{2,6})?|quatre[ -]vingt[ -](?:dix|onze|douze|"
    r"treize|quatorze|quinze|seize)|"
    r"quatre[ -]vingt[ -]dix[ -](?:sept|huit|neuf)|cent|noventa(?: y \w{3,6})?|cien)"
)
_AGE = rf"({_OVER_89}|{_NINETY})"
_SOMEBODY = one_of(
    "i, he, she, who, grandmother, grandfather, grandma, grandpa, granny, nan, mother, father, mum, mom, dad, uncle, "
    "aunt, neighbour, neighbor, husband, wife, man, woman, lady, gentleman, customer, patient, client, gran, "
    "nana, grandad, "
    "granddad, mother-in-law, father-in-law, mil, im, i'm, resident, great-aunt, great-grandmother"
)
_KIN_AGED = listed("aged")

_NO_YEARS = r"(?!\s?(?:%|percent|per cent|euros?|dollars?|pounds|of|days?|items?|points?|degrees|km|cm|kg|minutes))"
_AGES = (
    rf"{_SOMEBODY}(?:\s\w+)?(?:'s|'m|\s(?:is|am|was|turned|turns|turning|aged|just turned))\s"
    rf"(?:now\s|already\s|almost\s)?{_AGE}\b{_NO_YEARS}",
    rf"\b{_AGE}[ -]?years?[ -]?old\b",
    rf"\b(?:aged?|at the age of)\s{_AGE}\b(?!\s?(?:%|days?|hours?|weeks?|months?|minutes))",
    rf"{_SOMEBODY}[,(]\s?({_OVER_89})(?:[,.)]|$)",
    rf"\b{_AGE}[ -]?(?:jahre alt\b|jährig)",
    rf"\b(?:a|ai|avait|âgé de|âgée de|de|a fêté ses)\s{_AGE}\sans\b",
    rf"\b(?:tiene|tengo|tenía|cumplió|cumple|de|con)\s{_AGE}\saños\b(?! de (?:historia|tradici))",
    rf"(?:阿公|阿嬤|爺爺|奶奶|外公|外婆|爸爸|媽媽|父親|母親|他|她|我)今年({_OVER_89})(?![\d%元年月個])",
    rf"{_KIN_AGED}(?:\s\w+)?\s(?:ist|wird|wurde|werde|bin|war|ist schon|wird heuer)\s(?:(?:im|am|heuer|jetzt|"
    rf"bald|schon|nun|nächstes|dieses|"
    rf"nächste|diese|woche|monat|jahr|stolze|ende|anfang|{_MONTH})\s){{0,4}}{_AGE}\b(?!\s?(?:%|euro|km|cm|kg|"
    rf"minuten|prozent|stück|tage))",
    rf"\b(?:mit|trotz)\s(?:(?:ihren|seinen|meinen|stolzen|über)\s)?{_AGE}\s(?:jahren|lenzen|noch|immer)\b",
    rf"(?<!il y a )(?<!depuis )(?<!garantie )(?<!desde hace )(?<!hace )(?<!seit )(?<!vor )\b{_AGE}\s(?:ans|"
    rf"balais|piges|printemps|berges|tacos|"
    rf"primaveras|añitos|añazos|años ya|abriles|castañas|lenze)\b(?! (?:de (?:garantie|tradition|savoir|métier|"
    rf"expérience|maison|historia)|d'))",
    rf"{_KIN_AGED}(?:\s\w+){{0,2}}?,?\s(?:con|con sus|à|de|a|con casi)\s{_AGE}\b(?!\s?(?:%|euros?|€|km|cm|kg|"
    rf"min|por ciento|pour))",
    rf"\b(?:cumplo|cumplirá|cumpliré|va a cumplir|acaba de cumplir|tengo ya|tiene ya|fête ses|fêter ses|"
    rf"fêté ses|va sur ses|aura|vient d'avoir)\s"
    rf"(?:los\s)?{_AGE}\b",
    rf"\b{_AGE}[ -]?(?:yo|y/o|y\.o\.|yr[ -]?old|yrs[ -]?old|yrs|year[ -]?young|years[ -]?young)\b",
    rf"\b(?:turning|turned|turns|at)\s{_AGE}\b(?=,?\s(?:i|he|she|my|his|her|and still|this|next|in|years))",
    rf"(?:虛歲|實歲|高齡|年紀|年滿|滿|快|已經|今年|都)\s?((?:{_OVER_89}|九十[一二三四五六七八九多幾]?|"
    rf"一百[零〇]?[一二三四五六七八九]?))(?![\d%元天年月個次篇頁分折多])",
    rf"(?<!\d)((?:{_OVER_89}|九十[一二三四五六七八九多幾]?|一百[一二三四五六七八九零〇十]{{0,3}})\s?(?:歲|高齡))(?!以)",
)
_DEATHS = tuple(pattern(gone, re.IGNORECASE) for gone in _GONE)
_OLD = tuple(pattern(age, re.IGNORECASE) for age in _AGES)


def lives_in(text: str) -> Iterator[Finding]:
    """The dates and great ages in a plain text."""
    yield from _dates_in(text)
    for gone in _DEATHS:
        yield from found_by(gone, text, Sensed.BIRTH, 1)
    for age in _OLD:
        yield from found_by(age, text, Sensed.BIRTH, 1)


def _dates_in(text: str) -> Iterator[Finding]:
    """The dates that stand within a few signs of what happens in a life, in the same sentence."""
    lives = [found.span() for found in _LIVES.finditer(text)]
    if not lives and "生" not in text:
        return
    starts, ends = [start for start, _ in lives], [end for _, end in lives]
    for date in _DATES.finditer(text):
        before, after = bisect_right(ends, date.start()), bisect_left(starts, date.end())
        gaps = [(ends[before - 1], date.start(), _AFTER)] if before else []
        gaps += [(date.end(), starts[after], _BEFORE)] if after < len(starts) else []
        beside = any(end - start <= most and not _SENTENCE_ENDS.search(text, start, end) for start, end, most in gaps)
        if beside or _BORN_THEN.match(text, date.end()):
            yield Finding(*date.span(), Sensed.BIRTH)
