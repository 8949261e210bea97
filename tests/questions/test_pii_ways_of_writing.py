"""The same thing is found however it is typed, and shown where it stands in the text as it was typed."""

import pytest

from leadgate.pii_detection.finding import Sensed
from leadgate.pii_detection.normalising import normalised
from leadgate.pii_detection.senses import findings


def shown(text):
    return [(text[one.start : one.end], one.what) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("手機０９１２－３４５－６７８", ("０９１２－３４５－６７８", Sensed.PHONE)),
        ("４１１１ １１１１ １１１１ １１１１", ("４１１１ １１１１ １１１１ １１１１", Sensed.CARD)),
        ("我寫到ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ了", ("ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", Sensed.MAIL)),
        ("I have dia\u200bbe\u00adtes now", ("dia\u200bbe\u00adtes", Sensed.HEALTH)),
        ("I have 𝐝𝐢𝐚𝐛𝐞𝐭𝐞𝐬", ("𝐝𝐢𝐚𝐛𝐞𝐭𝐞𝐬", Sensed.HEALTH)),
        ("I have e\u0301pilepsy", ("e\u0301pilepsy", Sensed.HEALTH)),
        ("ﬁ I have d1abetes.", ("d1abetes", Sensed.HEALTH)),
        ("it is c a n c e r", ("c a n c e r", Sensed.HEALTH)),
        ("we fight c-a-n-c-e-r.", ("c-a-n-c-e-r", Sensed.HEALTH)),
        ("我有糖 尿 病", ("糖 尿 病", Sensed.HEALTH)),
    ],
)
def test_what_is_found_is_shown_as_it_was_typed(text, found):
    assert shown(text) == [found]


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("我有憂鬱症", "我有忧郁症"),
        ("媽媽得了乳癌", "妈妈得了乳癌"),
        ("我是同性戀", "我是同性恋"),
        ("我懷孕了", "我怀孕了"),
        ("他曾經酒駕被判刑", "他曾经酒驾被判刑"),
        ("地址是文化路二段182巷3弄42號", "地址是文化路二段182巷3弄42号"),
        ("身分證字號是 A123456789", "身分证字号是 A123456789"),
    ],
)
def test_simplified_chinese_is_read_as_traditional_is(traditional, simplified):
    assert [(one.start, one.end, one.what) for one in findings(traditional)]
    assert findings(traditional) == findings(simplified)


@pytest.mark.parametrize("text", ["", "\u200b", "\u0301", "ﷺ½①ﬁ", "が한국어", "a\u0301\u0301b", "\ud800", "😀 ok"])
def test_every_sign_of_the_plain_text_has_its_place(text):
    form = normalised(text)
    assert len(form.text) == len(form.starts) == len(form.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(form.starts, form.ends, strict=True))
