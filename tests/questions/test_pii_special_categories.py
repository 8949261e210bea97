"""Special categories in several languages, and what only sounds like them."""

from pathlib import Path

import pytest

from leadgate import pii_detection
from leadgate.pii_detection.finding import SPECIAL, Sensed
from leadgate.pii_detection.lexicon import LANGUAGES
from leadgate.pii_detection.senses import findings
from leadgate.pii_detection.special import is_special

WORDS = Path(pii_detection.__file__).parent / "words"

SAID = {
    "en": {
        "health": [
            "I finished chemo in May.",
            "Sertraline helps me sleep.",
            "After my hip replacement I bake sitting down.",
            "I carry BRCA1.",
            "Depression made me stop for a year.",
            "My hearing loss makes calls hard.",
            "My son is blind.",
            "I have had a terrible headache since Monday.",
            "She uses a wheelchair.",
        ],
        "belief": ["I am a devout reader of the Quran.", "We are Quakers.", "My faith keeps me going."],
        "politics": ["I voted Labour, I am a union member.", "My wife is a feminist."],
        "origin": ["I am black and own a bakery.", "We are Kurdish."],
        "sexuality": ["I am trans.", "Being queer in this trade is hard."],
        "offence": ["I was in jail for two years.", "My father has a criminal conviction."],
    },
    "de": {
        "health": [
            "Meine Mutter hat Brustkrebs.",
            "weil mein Sohn blind ist",
            "Seit meinem Burnout arbeite ich weniger.",
            "Ich leide unter Depressionen.",
            "Mein Vater sitzt im Rollstuhl.",
            "Ich habe ploetzlich Rueckenschmerzen.",
        ],
        "belief": ["Ich bin Muslimin.", "Wir sind Zeugen Jehovas.", "Ich gehe jeden Sonntag in die Kirche."],
        "politics": ["Ich habe die SPD gewählt.", "Ich waehle AfD."],
        "origin": ["Ich bin Kurde.", "Als Schwarze bekomme ich keinen Kredit."],
        "sexuality": ["Ich bin schwul.", "Meine Tochter ist lesbisch."],
        "offence": ["Ich saß im Gefängnis.", "Ich bin vorbestraft."],
    },
    "fr": {
        "health": [
            "J'ai un cancer du sein.",
            "Ma mère est aveugle.",
            "Je souffre d'asthme.",
            "Je fais une depression depuis deux ans.",
            "Mon fils est autiste.",
            "Je suis sous antidépresseurs.",
        ],
        "belief": ["Je suis musulmane.", "Je vais à la messe."],
        "politics": ["Je suis syndiquée.", "J'ai voté Macron."],
        "origin": ["Je suis noire.", "Je suis d'origine algérienne."],
        "sexuality": ["Je suis homosexuel.", "Elle est lesbienne."],
        "offence": ["Mon frère est en prison.", "J'ai un casier judiciaire."],
    },
    "es": {
        "health": [
            "Mi madre tiene cáncer.",
            "Estoy embarazada.",
            "Soy sordo.",
            "Tomo antidepresivos.",
            "Me duele la espalda.",
            "Estoy de baja por depresion.",
        ],
        "belief": ["Soy católica.", "Soy musulmán."],
        "politics": ["Soy del sindicato.", "Voté a Podemos."],
        "origin": ["Soy gitana.", "Soy negra y tengo panadería."],
        "sexuality": ["Salí del armario.", "Mi hija es lesbiana."],
        "offence": ["Tengo antecedentes penales.", "Mi hermano está en la cárcel."],
    },
    "zh": {
        "health": [
            "我得了抑郁症",
            "他有艾滋病",
            "乙肝很麻烦",
            "我怀孕了",
            "我聽障，需要字幕",
            "服用舍曲林",
            "老公脑梗了",
        ],
        "belief": ["我是基督徒", "奶奶信佛", "全家都是穆斯林"],
        "politics": ["我是共产党员", "我投給國民黨"],
        "origin": ["我是维吾尔族", "我是原住民"],
        "sexuality": ["我是同性恋", "他出柜了"],
        "offence": ["我坐过牢", "我爸爸坐牢"],
    },
}
HARMLESS = {
    "en": [
        "That spreadsheet gave me a headache.",
        "Pricing is a headache for me.",
        "It was a stroke of luck for us.",
        "The low price made me blind to the quality.",
        "I sell wheelchairs and walking sticks.",
        "My new van is black.",
        "I drive a black car.",
        "We bake for the hospital canteen.",
        "My colleagues voted for the new logo.",
        "Roma tomatoes are what I grow.",
        "I am conservative with sugar.",
        "My race against the clock begins at four.",
        "We are addicted to coffee.",
        "My operation is small, two ovens.",
    ],
    "de": [
        "Die Tabelle bereitet mir Kopfschmerzen.",
        "Er sucht schon lange nach einer Vorlage für mich.",
        "Mein neuer Lieferwagen ist schwarz.",
        "Wir backen für die Krankenhauskantine.",
        "Ich bin süchtig nach Sauerteig.",
        "Die Kirche ist neben unserem Laden.",
    ],
    "fr": [
        "J'adore le pain de mon père.",
        "Son pain est noir mais bon.",
        "Mon fils a bonne mine, pain et beurre aidant.",
        "Ce tableau me donne mal à la tête.",
        "Mon vol a été annulé.",
        "Ma religieuse au chocolat se vend bien.",
        "Je fais divers essais.",
    ],
    "es": [
        "Esta hoja me da dolor de cabeza.",
        "Mi furgoneta es negra.",
        "Mi partido de fútbol es el sábado.",
        "Gracias a Dios mi pan se vende.",
        "Tengo valores separados por coma.",
    ],
    "zh": [
        "這張表讓我很頭痛",
        "這個個性向來如此",
        "我的部落格寫烘焙",
        "改變性能就好了",
        "媽媽教會我做麵包",
        "我用高血压锅",
    ],
}


def cases(texts):
    return [
        (language, kind, text) for language, kinds in texts.items() for kind, each in kinds.items() for text in each
    ]


@pytest.mark.parametrize(("language", "kind", "text"), cases(SAID))
def test_a_special_category_is_found(language, kind, text):
    assert Sensed(kind) in {one.what for one in findings(text)}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, texts in HARMLESS.items() for text in texts])
def test_what_only_sounds_like_it_is_left_alone(language, text):
    assert not {one.what for one in findings(text)} & SPECIAL


@pytest.mark.parametrize(
    "question",
    [
        "Which religion do you belong to?",
        "Do you have a disability?",
        "您是否怀孕？",
        "您的宗教信仰？",
        "Have you been diagnosed with anything?",
        "Sind Sie religiös?",
        "Avez-vous un handicap ?",
        "¿Tiene alguna enfermedad?",
    ],
)
def test_a_question_about_a_special_category_is_one_whoever_is_asked(question):
    assert is_special(question)


@pytest.mark.parametrize(
    "question",
    [
        "How often do you bake?",
        "Wie oft backen Sie?",
        "Combien de pains par jour ?",
        "Which of these do you use?",
        "您多久買一次麵包？",
    ],
)
def test_a_question_about_nothing_special_may_be_learnt_from(question):
    assert not is_special(question)


def test_most_of_what_the_author_of_the_lists_wrote_is_told_apart():
    """A floor under changes of the lists, in six languages; it is no measure of how well they do elsewhere."""
    lines = (Path(__file__).parent / "own_texts.txt").read_text(encoding="utf-8").splitlines()[1:]
    texts = {
        label: [line.split("|", 1)[1] for line in lines if line.startswith(f"{label}|")] for label in ("special", "-")
    }
    missed = [text for text in texts["special"] if not {one.what for one in findings(text)} & SPECIAL]
    flagged = [text for text in texts["-"] if findings(text)]
    assert len(missed) <= 0.02 * len(texts["special"]), missed
    assert len(flagged) <= 0.04 * len(texts["-"]), flagged


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_term_stands_in_a_list_and_among_what_is_only_said(language):
    """It would never be found."""
    lists = {path.stem: set(path.read_text(encoding="utf-8").splitlines()) for path in (WORDS / language).glob("*.txt")}
    said = lists.pop("not-meant")
    lists.pop("persons")
    assert {name: lists[name] & said for name in lists if lists[name] & said} == {}


@pytest.mark.parametrize("kind", [*sorted(SPECIAL), "persons", "not-meant"])
def test_every_language_has_every_list(kind):
    assert all((WORDS / language / f"{kind}.txt").stat().st_size for language in LANGUAGES)


@pytest.mark.parametrize(
    ("of_a_person", "of_something_else"),
    [
        ("I was on the oncology ward in May", "I'm a nurse on the oncology ward"),
        ("Mein Sohn ist in der Psychiatrie", "Als Pfleger in der Psychiatrie brauche ich Dienstpläne"),
        ("my parents came from Syria", "my mother's parcel came from Syria"),
        ("我太太是越南過來的", "我太太的快遞是越南過來的"),
        ("bipolaire et suivie depuis dix ans", "encore un bug bipolaire"),
        ("Ich habe die Linke gewählt", "Ich sehe die linke Spalte nicht"),
    ],
)
def test_what_is_said_of_a_thing_or_of_work_is_looked_past(of_a_person, of_something_else):
    assert SPECIAL & {found.what for found in findings(of_a_person)}
    assert not SPECIAL & {found.what for found in findings(of_something_else)}
