"""Dates in somebody's life, known by the words beside them, and ages over 89 (45 CFR 164.514 (b)(2)(i)(C))."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import found_by, one_of, pattern

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar|rero)?|février|mar(?:ch|s|zo)?|märz|apr(?:il)?|avril|abril|ma[iyo]|"
    r"mayo|jun[ei]?|juin|junio|jul[yi]?|juillet|julio|aug(?:ust)?|ao[uû]t|agosto|sep(?:t|tember|tembre|tiembre)?|"
    r"o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember)?|décembre|diciembre|enero)\.?"
)
_HAN = "一二三四五六七八九十百零〇廿卅元"
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s?(?:of\s|de\s)?{_MONTH}(?:,?\s(?:de[l]?\s)?\d{{2,4}})?\b|"
    rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{2,4}})?|"
    rf"(?:民國\s?)?(?:\d{{2,4}}|[{_HAN}]{{1,5}})\s?年\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?月(?:\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日號])?|"
    r"民國\s?\d{2,3}(?:[./-]\d{1,2}){1,2}|(?<!\d)\d{1,2}\s?月\s?\d{1,2}\s?[日號])"
)
_LIFE = one_of(
    "born, birthday, date of birth, birth date, birthdate, dob, admitted, discharged, died, death, passed away, "
    "surgery, operated, diagnosed, got married, 出生, 生日, 生於, 生辰, 誕生, 住院, 出院, 過世, 去世, 逝世, 往生, "
    "病逝, 手術, 開刀, 確診, 結婚, geboren, geb., geburts*, gestorben, verstorben, verstarb, operiert, eingeliefert, "
    "entlassen, diagnostiziert, geheiratet, né le, née le, naissance, anniversaire, décéd*, mort le, morte le, "
    "hospitalis*, opéré, opérée, nací, nació, nacido, nacida, nacimiento, cumpleaños, falleci*, murió, ingres*, "
    "operaron, diagnosticaron"
)
_DATES, _LIVES = pattern(_DATE, re.IGNORECASE), pattern(_LIFE, re.IGNORECASE)
_SENTENCE_ENDS = pattern(r"[.\n。!?]")
_BORN_THEN = pattern(r"\s?生(?:的|[,。.\s]|$)")
_AFTER, _BEFORE = 30, 12
_OVER_89 = r"(?:9\d|1[0-2]\d)"
_NINETY = (
    r"(?:ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:a|one) hundred(?: and (?:one|two|three))?|"
    r"(?:\w{3,6}und)?neunzig|hundert|quatre[ -]vingt[ -](?:dix|onze|douze|treize|quatorze|quinze|seize)|"
    r"quatre[ -]vingt[ -]dix[ -](?:sept|huit|neuf)|cent|noventa(?: y \w{3,6})?|cien)"
)
_AGE = rf"({_OVER_89}|{_NINETY})"
_SOMEBODY = one_of(
    "i, he, she, who, grandmother, grandfather, grandma, grandpa, granny, nan, mother, father, mum, mom, dad, uncle, "
    "aunt, neighbour, neighbor, husband, wife, man, woman, lady, gentleman, customer, patient, client"
)
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
    rf"(?<!\d)((?:{_OVER_89}|九十[一二三四五六七八九]?|一百[一二三四五六七八九零〇十]{{0,3}})\s?歲)(?!以)",
)
_OLD = tuple(pattern(age, re.IGNORECASE) for age in _AGES)


def lives_in(text: str) -> Iterator[Finding]:
    """The dates and great ages in a plain text."""
    yield from _dates_in(text)
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
