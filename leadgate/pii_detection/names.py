"""Names, where a title, a kinship or "my name is" stands before them; a name by itself needs a model."""

import re
from collections.abc import Iterator

from leadgate.pii_detection.finding import Finding, Sensed
from leadgate.pii_detection.patterns import found_by, listed, pattern

_NAME = r"[A-Z][\w'-]{1,30}(?:\s[A-Z][\w'-]{1,30})?"
_WHOLE_NAME = r"[A-Z][\w'-]{1,30}\s(?:(?:van|von|de|der|den|la|al|bin|ben|O')\s){0,2}[A-Z][\w'-]{1,30}"
_OF_NOBODY = (
    r"(?!(?:Bean|Right|Wrong|Clean|Muscle|Robot|Men\b|T\b|Pepper|Oetker|Martens|Marten|Scholl|Who\b|Google|"
    r"Strange|Seuss|"
    r"Watson|Doolittle|Fields|Wonderful|Wonderland|Universe|World\b|America\b|Potato|Coffee|Donut|Beast|Bombastic|"
    r"Everybody|Nobody|Hyde|Jekyll|Word\b|Excel\b|Office\b|Gaga|Macbeth|Liberty|Luck|Holle|Antje|Tussauds|Bovary|"
    r"Propre|Tout\b|Limpio|Proper|Marple|Moneypenny|Fix\b|Practitioner)\b)"
)
_KIN = listed("kin.en")
_KIN_DE = listed("kin.de")
_KIN_FR = listed("kin.fr")
_KIN_ES = listed("kin.es")
_TITLE = listed("titles")
_CALLED = (
    r"(?:[Mm]y name is|[Mm]y name's|I am called|[Cc]all me|[Ii]ch heiße|[Mm]ein Name ist|[Jj]e m'appelle|"
    r"[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Tt]he name's|[Nn]ame's|[Nn]ame is|[Nn]ame:|[Nn]om :|[Nn]om:|"
    r"[Nn]ombre:|"
    r"[Ii]ch heiss|[Hh]eiße|[Mm]e llaman|[Mm]'appelle|[Ss]igned by|[Ii]'m called|[Gg]o by)"
)
_THEIRS = (
    rf"(?:(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) {_KIN},?|(?:[Mm]eine?|[Uu]nsere?) {_KIN_DE}|"
    rf"(?:[Mm]on|[Mm]a|[Nn]otre) {_KIN_FR}|(?:[Mm]i|[Nn]uestr[oa]) {_KIN_ES})"
)
_KINDLY = listed("greetings")
_ASKED_FOR = (
    r"(?:ask for|speak to|speak with|c/o|attn:?|care of|contact|fragen nach|fragt nach|z\.\s?Hd\.|zu Händen|"
    r"demandez|demander|"
    r"à l'attention de|preguntad por|pregunten por|preguntar por|preguntando por|hablad con|hablen con|"
    r"a la atención de)"
)
_NO_PERSON = (
    r"(?!(?:Customer|Support|Sales|Help|Service|Reception|Accounts|Amazon|Apple|Google|Paypal|Microsoft|Us|"
    r"You|The|Your|Kundendienst|"
    r"Kundenservice|Team|Alles|Alle|Und|Der|Die|Das|Ein|Eine|Ich|Wir|Bitte|Danke|Nochmals|Vielmals|Ihr|Sehr|"
    r"Aber|Wenn|Pour|De|Le|La|Les|Mais|"
    r"Je|On|Nous|Vous|Par|Por|El|Los|Una|Un|Y|Pero|And|But|I|It|So|For|Again|Guys|All|Everyone|Team|Looking|"
    r"Will|Keep|Happy|To|In)\b)"
)
_BEFORE_MORE = r"(?=\s(?:and|from|und|aus|et|de|y)\b|[,.!]|$)"
_BEHIND_CHINESE = r"(?=[,。.\s、!]|$)"
_SURNAMES = (
    "王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高梁鄭羅宋謝唐韓曹許鄧蕭馮曾程蔡彭潘袁於董餘蘇葉呂魏蔣田杜丁沈姜范江傅鍾盧汪戴崔任"
    "陸廖姚方金邱夏譚韋賈鄒石熊孟秦閻薛侯雷白龍段郝孔邵史毛常萬顧賴武康賀嚴尹錢施洪龔莊游詹柯翁簡連涂紀歐童"
)
_OFFICES = listed("offices")
_NO_DAY = (
    r"(?!(?:\w+(?:day|tag|di)\b|Noel|Paques|Navidad|Reyes|Weihnachten|Ostern|Christmas|Easter|Lunes|Martes|Mittwoch|"
    r"[A-Z]\w+(?:erin|ung|heit|keit)\b)\b)"
)
_NAMES = (
    pattern(
        rf"\b(?:I'm|I am|[Tt]his is|[Ii]ch bin(?: die| der)?|[Dd]ie|[Dd]er|[Jj]e suis|[Cc]'est|[Ss]oy|[Pp]ara|"
        rf"[Aa]sk|[Ff]ragt|[Vv]oir)\s{_NO_PERSON}{_NO_DAY}([A-Z][a-z'-]{{2,20}}),?\s(?:(?:from|in|at|on|aus|vom)\s)?(?i:{_OFFICES})"
    ),
    pattern(
        rf"\b(?:[Cc]'est moi|[Ii]ci|[Aa]quí|[Ll]e habla|[Hh]ier ist|[Hh]ier spricht|[Hh]ier schreibt)\s({_WHOLE_NAME})"
    ),
    pattern(rf"{_TITLE}\.?\s(?:Dr\.?\s|Prof\.?\s)?{_OF_NOBODY}{_NAME}"),
    pattern(rf"(?<!\w)M\.\s{_NAME}(?=\s[a-z]|[,.])"),
    pattern(rf"\b(?:{_CALLED}|{_THEIRS})\s({_NAME})"),
    pattern(rf"\b{_CALLED}\s(?!the\b|not\b|on\b|in\b|un\b|die\b)([a-z][\w'-]{{2,20}}\s[a-z][\w'-]{{2,20}})(?=[.,!]|$)"),
    pattern(
        r"\b(?:I'm|I am|[Tt]his is|[Ii]ch bin|[Jj]e suis|[Ss]oy)\s(?!New\b|South\b|North\b|Black\b|Deaf\b)"
        rf"({_WHOLE_NAME}){_BEFORE_MORE}"
    ),
    pattern(rf"(?i:{_KINDLY})[,.!:]?\s+-?\s?{_NO_PERSON}({_WHOLE_NAME}|[A-Z][a-z'-]{{2,20}})\s*[.!]?\s*$"),
    pattern(rf"\b{_ASKED_FOR}\s{_NO_PERSON}({_NAME})"),
    pattern(
        rf"{_THEIRS}(?:,?\s(?:is called|called|named|heißt|namens|s'appelle|qui s'appelle|nommée?|se llama|"
        rf"que se llama|llamad[oa]))\s{_NO_PERSON}([A-Z][a-z'-]{{2,20}})"
    ),
    pattern(rf"本人\s?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}){_BEHIND_CHINESE}"),
    pattern(rf"(?:我叫|我是叫|名叫|名字是|名字叫|本名|姓名[是:]?)\s?([\u4e00-\u9fff]{{2,4}}?){_BEHIND_CHINESE}"),
)
_TITLED_CHINESE = pattern(
    rf"(?:(?<=[\s，,。、跟和找問請被是給由讓向謝感的叫到託托見告知])|^|(?<![\u4e00-\u9fff]))([{_SURNAMES}][\u4e00-\u9fff]{{0,2}})"
    r"(?:醫師|醫生|大夫|先生|小姐|太太|女士|教授|護理師|護士|老師|經理|主任|師傅|阿姨|師姐|師兄|學長|學姐|同學|店長|老闆|總監|總|律師|會計師|教練|"
    r"隊長|叔叔|伯伯|奶奶|爺爺|大哥|大姐|助教)(?=[，,。!說的在幫告建是跟和教給推介講接回處帶上也都很真太這那負第]|\s|$)"
)
_GIVEN = (
    "偉芳娜秀英敏靜麗強磊軍洋勇艷傑娟濤明超蘭霞平剛桂建國華麗紅玉梅玲鳳雲雪琴慧紅怡君雅婷淑芬惠美志豪宗翰家豪俊宏冠宇冠廷承翰柏翰宥辰品妤"
    "詠晴欣怡佳穎詩涵雅雯郁婷宜庭佩珊依婷思穎曉嘉心子軒浩宇梓涵欣妍雨桐佳怡博文俊峰志強海燕海波春燕婷鑫倩莉萍琳琪璐瑤瑩珍瑜瑾萱薇蓉蓮蓓芸芷芝"
    "苗茜莎菲菁昊昕晨晟晴景智林松柏棟棋森楠楊榮樂毅永江泉洪浩淑淼清源炎炫煒燦玥珊琦瑞璇瓊甜睿碩祥福秋穎立紹維緯翔翠耀聖育臻良芮若茂莊"
    "豐賢贇達逸邦郁銘鋒錦鎮長阿隆雄雙雯霖青靖順頌飛馨駿鵬鴻麟龍哲成安宏尚岩崇崢彤彥彬德思恆恩悅惟意憲戰振文斌新昌昱曼朗權杰東棠櫻正武"
    "民添滿澤炳燁玄珠璟生甫益真睿禎秉程竣綺羽耘能至舒航芹英茹茵萌葉蔚藝虹衡裕詠詩誠語謙豔貞賀起軒輝辰進遠遙鈞鈺銓鋼錚開陽霏韻韶韋顏天一"
)
_KIN_ZH = (
    "(?:表|堂)(?:哥|姐|姊|弟|妹)|哥哥|姐姐|姊姊|弟弟|妹妹|大哥|大姐|同事|朋友|閨蜜|老公|老婆|先生|太太|女兒|兒子|男友|女友|男朋友|女朋友|室友|舍友|同學|"
    "姊夫|姐夫|妹夫|大嫂|弟妹|表姨|舅媽|姨媽|姑媽|姑丈|姨丈|公公|婆婆|岳父|岳母|乾媽|乾爸|徒弟|教練|保姆|看護|房東|"
    "學姐|學長|學妹|學弟|鄰居|合夥人|阿姨|叔叔|舅舅|姑姑|嬸嬸|伯母|小姑|嫂子|嫂嫂|弟媳|媳婦|女婿|孫女|孫子|外甥|侄子|侄女|主管|老闆|老師|師父|助理|會計|店長|"
    "行政的|倉庫的|會計的|櫃檯的|櫃台的|客服的|門市的|前台的|財務的|學員|我是|聯絡|聯繫"
)
_BY_NAME_CHINESE = pattern(
    rf"(?:{_KIN_ZH})\s?([{_SURNAMES}][{_GIVEN}一鳴]{{1,2}}|(?!天天|天生|平日|安心)[{_GIVEN}]{{2}})(?=[,，。!、\s\d]|管|弄|顧|推|介|拉|說|帶|送|買|教|告|給|也|在|的|"
    rf"跟|和|叫|安|簽|接|幫|負|是|敬|$)"
)
_WHOLE_NAME_CHINESE = pattern(
    rf"(?:(?<=[\s,。、的是叫找請和跟由給與讓謝])|^)([{_SURNAMES}][{_GIVEN}]{{2}})"
    r"(?=[\s,。、!]|的|說|簽|接|介|推|負|幫|教|講|回|處|敬|$)",
    re.MULTILINE,
)
_SIGNED_CHINESE = pattern(r"(?:^|[\s,。!])([\u4e00-\u9fff]{2,4})\s?(?:敬上|謹上|敬啟|謹啟|拜上)\s*[。!]?\s*$")
_NO_NAMES = frozenset("这那某有的位个家老大新好女男每各之一请找问看跟和是在给为让帮叫对我你他她们人")


def names_in(text: str) -> Iterator[Finding]:
    """The names in a plain text that something before or behind them gives away."""
    for name in _NAMES:
        yield from found_by(name, text, Sensed.NAME, name.groups)
    for chinese in (_BY_NAME_CHINESE, _WHOLE_NAME_CHINESE, _SIGNED_CHINESE):
        yield from found_by(chinese, text, Sensed.NAME, 1)
    yield from found_by(_TITLED_CHINESE, text, Sensed.NAME, 1, _NO_NAMES.isdisjoint)
