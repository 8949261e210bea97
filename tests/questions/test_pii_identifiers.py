"""Identifiers as people type them: between other numbers, in small letters, in words, in the customs of a country."""

from datetime import UTC, datetime, timedelta

import pytest

from leadgate.pii_detection.finding import Sensed
from leadgate.pii_detection.senses import findings


def shown(text):
    return [(text[one.start : one.end], one.what) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("4111 1111 1111 1111 12/27 123", ["4111 1111 1111 1111"]),
        ("4111111111111111 12/27", ["4111111111111111"]),
        ("4111-1111-1111-1111-12-27", ["4111-1111-1111-1111"]),
        ("378282246310005 0829 1234", ["378282246310005"]),
        ("4111 1111 1111 1111 5500 0000 0000 0004", ["4111 1111 1111 1111", "5500 0000 0000 0004"]),
        ("4111111111111111 5500000000000004", ["4111111111111111", "5500000000000004"]),
        ("2 x 4111111111111111", ["4111111111111111"]),
        ("card4111111111111111now", ["4111111111111111"]),
        ("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"]),
    ],
)
def test_a_card_is_found_between_other_numbers(text, cards):
    assert [written for written, what in shown(text) if what is Sensed.CARD] == cards


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("refund to de89370400440532013000 please", ("de89370400440532013000", Sensed.ACCOUNT)),
        ("gb82 west 1234 5698 7654 32 thanks", ("gb82 west 1234 5698 7654 32", Sensed.ACCOUNT)),
        ("My NHS number is 943 476 5919.", ("943 476 5919", Sensed.RECORD)),
        ("9434765919 is what the NHS calls me", ("9434765919", Sensed.RECORD)),
        ("Aadhaar 2341 2341 2346", ("2341 2341 2346", Sensed.PAPERS)),
        ("NI number AB 12 34 56 C", ("AB 12 34 56 C", Sensed.PAPERS)),
        ("身份证号11010519491231002X", ("11010519491231002X", Sensed.PAPERS)),
        ("手机13812345678", ("13812345678", Sensed.PHONE)),
        ("follow @jane_doe for more", ("@jane_doe", Sensed.NETWORK)),
        ("LINE ID: jane88", ("jane88", Sensed.NETWORK)),
        ("微信号abc12345", ("abc12345", Sensed.NETWORK)),
        ("see linkedin.com/in/jane-doe", ("linkedin.com/in/jane-doe", Sensed.NETWORK)),
        ("jane (dot) doe (at) example (dot) com", ("jane (dot) doe (at) example (dot) com", Sensed.MAIL)),
        ("write to jane dot doe at example dot com", ("jane dot doe at example dot com", Sensed.MAIL)),
        ("生於民國 75/03/02", ("民國 75/03/02", Sensed.BIRTH)),
        ("我是民國七十五年三月二日出生的", ("民國七十五年三月二日", Sensed.BIRTH)),
        ("生日是3月2號", ("3月2號", Sensed.BIRTH)),
        ("My grandmother turned 94.", ("94", Sensed.BIRTH)),
        ("阿公今年九十四歲", ("九十四歲", Sensed.BIRTH)),
        ("I'm Kwame Mensah.", ("Kwame Mensah", Sensed.NAME)),
        ("plate AB12 CDE", ("AB12 CDE", Sensed.VEHICLE)),
        ("车牌号京A12345", ("京A12345", Sensed.VEHICLE)),
        ("i live at 221b baker street in london", ("221b baker street", Sensed.PLACE)),
        ("Ruf mich an: 0171 2345678", ("0171 2345678", Sensed.PHONE)),
        ("mon portable 06 12 34 56 78", ("06 12 34 56 78", Sensed.PHONE)),
        ("mi móvil es 612 345 678", ("612 345 678", Sensed.PHONE)),
        ("Ich wohne in der Berliner Straße 14", ("Berliner Straße 14", Sensed.PLACE)),
        ("J'habite 12 rue de la Paix", ("12 rue de la Paix", Sensed.PLACE)),
        ("Vivo en la calle Mayor, 12", ("calle Mayor, 12", Sensed.PLACE)),
        ("Mein Vater ist am 12. März 1931 geboren", ("12. März 1931", Sensed.BIRTH)),
        ("née le 3 mars 1980", ("3 mars 1980", Sensed.BIRTH)),
        ("nací el 3 de marzo de 1980", ("3 de marzo de 1980", Sensed.BIRTH)),
        ("Frau Müller sagt nein", ("Frau Müller", Sensed.NAME)),
        ("Je m'appelle Jean Petit", ("Jean Petit", Sensed.NAME)),
        ("Me llamo Juan Pérez", ("Juan Pérez", Sensed.NAME)),
        ("Mi DNI es 12345678Z", ("12345678Z", Sensed.PAPERS)),
        ("Versichertennummer: A123456780", ("A123456780", Sensed.RECORD)),
        ("tel. 2771-2171", ("2771-2171", Sensed.PHONE)),
        ("my cell is 4155552671", ("4155552671", Sensed.PHONE)),
        ("我的LINE是 wang.ming", ("wang.ming", Sensed.NETWORK)),
        ("IG @wang.ming", ("@wang.ming", Sensed.NETWORK)),
        ("My passport no. is GB 123456789", ("GB 123456789", Sensed.PAPERS)),
        ("Krankenversichertennummer A123456780", ("A123456780", Sensed.RECORD)),
        ("permis de conduire 12AB34567", ("12AB34567", Sensed.PAPERS)),
        ("民國73年7月2日生", ("民國73年7月2日", Sensed.BIRTH)),
        ("Am Alten Markt 7, 50667 Köln", ("7, 50667 Köln", Sensed.PLACE)),
        ("Regards, Jane Doe", ("Jane Doe", Sensed.NAME)),
        ("住在北京市朝阳区建国路88号3单元502室", ("住在北京市朝阳区建国路88号3单元502室", Sensed.PLACE)),
    ],
)
def test_an_identifier_is_found_as_it_is_typed(text, found):
    assert found in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "See chapter 3.4.5.6",
        "The table under 3.4.5.6 is wrong",
        "Version 10.2.13.4 is faster",
        "It is like Mr Bean baking",
        "Dr. Oetker sells yeast",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
        "The score is 95 points.",
        "Sold @ 3.50 each",
        "From 2019 2020 2021 2022 to 2023",
        "We met at noon. Point taken.",
        "my line is busy",
        "The registration for 2024 was easy",
        "the header line: got five, expected six",
        "License GPLv3",
        "2024年5月3日生意很好",
        "10:30:45 at 16:9",
    ],
)
def test_a_number_or_name_of_nobody_is_left_alone(text):
    assert shown(text) == []


@pytest.mark.parametrize("shown", ["{:%m/%d/%Y}", "{:%d.%m.%Y}", "{:%d/%m/%Y}", "{:%Y-%m-%d}", "{:%m/%d/%Y %H:%M}"])
def test_a_day_is_no_telephone_number_however_it_is_written(shown):
    """01/31/2026 could be dialled in Austria."""
    days = [datetime(2026, 1, 1, 14, 35, tzinfo=UTC) + timedelta(days=7 * week) for week in range(53)]
    assert [text for day in days if findings(text := shown.format(day))] == []
