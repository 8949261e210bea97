"""Names, where a title, a kinship or "my name is" stands before them; a name by itself needs a model."""

from collections.abc import Iterator

from leadgate.questions.pii_detection.finding import Finding, Sensed
from leadgate.questions.pii_detection.patterns import found_by, one_of, pattern

_NAME = r"[A-Z][\w'-]{1,30}(?:\s[A-Z][\w'-]{1,30})?"
_WHOLE_NAME = r"[A-Z][\w'-]{1,30}\s(?:(?:van|von|de|der|den|la|al|bin|ben|O')\s){0,2}[A-Z][\w'-]{1,30}"
_OF_NOBODY = (
    r"(?!(?:Bean|Right|Wrong|Clean|Muscle|Robot|Men\b|T\b|Pepper|Oetker|Martens|Marten|Scholl|Who\b|Google|Strange|Seuss|"
    r"Watson|Doolittle|Fields|Wonderful|Wonderland|Universe|World\b|America\b|Potato|Coffee|Donut|Beast|Bombastic|"
    r"Everybody|Nobody|Hyde|Jekyll|Word\b|Excel\b|Office\b|Gaga|Macbeth|Liberty|Luck|Holle|Antje|Tussauds|Bovary|"
    r"Propre|Tout\b|Limpio|Proper|Marple|Moneypenny|Fix\b|Practitioner)\b)"
)
_KIN = one_of(
    "boss, colleague, manager, husband, wife, son, daughter, brother, sister, friend, doctor, neighbour, neighbor, "
    "client, partner, mother, father, aunt, uncle, cousin, girlfriend, boyfriend, landlord, therapist, teacher"
)
_KIN_DE = one_of(
    "Frau, Mann, Sohn, Tochter, Bruder, Schwester, Chefin, Chef, Kollegin, Kollege, Freundin, Freund, Mutter, Vater, "
    "Nachbarin, Nachbar, Tante, Onkel"
)
_KIN_FR = one_of(
    "mari, femme, fils, fille, frère, sœur, patron, patronne, collègue, ami, amie, mère, père, voisin, voisine"
)
_KIN_ES = one_of(
    "marido, esposo, esposa, mujer, hijo, hija, hermano, hermana, jefe, jefa, amigo, amiga, madre, padre, vecino, "
    "vecina"
)
_TITLE = one_of(
    "Mr, Mrs, Ms, Miss, Mx, Dr, Prof, Professor, Doctor, Nurse, Sir, Lady, Herr, Herrn, Frau, Mme, Madame, Monsieur, "
    "Mlle, Sr, Sra, Señor, Señora, señor, señora, señorita, Don, Doña, don, doña, madame, monsieur, Docteur, Doktor, "
    "Maître"
)
_CALLED = (
    r"(?:[Mm]y name is|[Mm]y name's|I am called|[Cc]all me|[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m'appelle|"
    r"[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es)"
)
_THEIRS = (
    rf"(?:(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) {_KIN},?|(?:[Mm]eine?|[Uu]nsere?) {_KIN_DE}|"
    rf"(?:[Mm]on|[Mm]a|[Nn]otre) {_KIN_FR}|(?:[Mm]i|[Nn]uestr[oa]) {_KIN_ES})"
)
_BEFORE_MORE = r"(?=\s(?:and|from|und|aus|et|de|y)\b|[,.!]|$)"
_BEHIND_CHINESE = r"(?=[,。.\s、!]|$)"
_SURNAMES = (
    "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁於董餘蘇葉呂魏蔣田杜丁沈姜范江傅鍾盧汪戴崔任"
    "陸廖姚方金邱夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵史毛常萬顧賴武康賀嚴尹錢施洪龔莊游詹柯翁簡連涂紀歐童"
)
_NAMES = (
    pattern(rf"{_TITLE}\.?\s(?:Dr\.?\s|Prof\.?\s)?{_OF_NOBODY}{_NAME}"),
    pattern(rf"(?<!\w)M\.\s{_NAME}(?=\s[a-z]|[,.])"),
    pattern(rf"\b(?:{_CALLED}|{_THEIRS})\s({_NAME})"),
    pattern(rf"\b{_CALLED}\s(?!the\b|not\b|on\b|in\b|un\b|die\b)([a-z][\w'-]{{2,20}}\s[a-z][\w'-]{{2,20}})(?=[.,!]|$)"),
    pattern(
        r"\b(?:I'm|I am|[Tt]his is|[Ii]ch bin|[Jj]e suis|[Ss]oy)\s(?!New\b|South\b|North\b|Black\b|Deaf\b)"
        rf"({_WHOLE_NAME}){_BEFORE_MORE}"
    ),
    pattern(rf"\b(?:Regards|Sincerely|Yours|Grüße|Gruß|Cordialement|Saludos|Atentamente),?\s+({_WHOLE_NAME})\s*$"),
    pattern(rf"本人\s?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}){_BEHIND_CHINESE}"),
    pattern(rf"(?:我叫|我是叫|名叫|名字是|名字叫|本名|姓名[是:]?)\s?([\u4e00-\u9fff]{{2,4}}?){_BEHIND_CHINESE}"),
)
_TITLED_CHINESE = pattern(
    rf"(?:(?<=[\s，,。、跟和找問請被是給由讓向])|^|(?<![\u4e00-\u9fff]))([{_SURNAMES}][\u4e00-\u9fff]{{0,2}})"
    r"(?:醫師|醫生|大夫|先生|小姐|太太|女士|教授|護理師|護士|老師|經理|主任|師傅|阿姨)(?=[，,。說的在幫告建是跟和教給推介]|\s|$)"
)
_NO_NAMES = frozenset("这那某有的位个家老大新好女男每各之一请找问看跟和是在给为让帮叫对我你他她们人")


def names_in(text: str) -> Iterator[Finding]:
    """The names in a plain text that something before or behind them gives away."""
    for name in _NAMES:
        yield from found_by(name, text, Sensed.NAME, name.groups)
    yield from found_by(_TITLED_CHINESE, text, Sensed.NAME, 1, _NO_NAMES.isdisjoint)
