"""Special categories in several languages, and what only sounds like them."""

import pytest

from leadgate.questions.pii_detection import Sensed, findings, is_special
from leadgate.questions.pii_detection.finding import SPECIAL

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
    ],
)
def test_a_question_about_a_special_category_is_one_whoever_is_asked(question):
    assert is_special(question)


@pytest.mark.parametrize("question", ["How often do you bake?", "Which of these do you use?", "您多久買一次麵包？"])
def test_a_question_about_nothing_special_may_be_learnt_from(question):
    assert not is_special(question)
