"""Columns that say who somebody is: by what they are called, in the languages of sensitive text, or by what stands in
them.
"""

import re
from collections.abc import Sequence

from leadgate.pii_detection.finding import Sensed
from leadgate.pii_detection.senses import findings
from leadgate.survey_imports.wording import apart, plain

ALWAYS = {
    *("name", "full name", "first name", "firstname", "last name", "lastname", "surname", "given name", "family name"),
    *("your name", "contact name", "respondent", "participant", "username", "user name", "user", "user id", "userid"),
    *("email", "e mail", "email address", "e mail address", "your email", "mail", "contact email", "reply to"),
    *("phone", "phone number", "telephone", "mobile", "address", "street", "street address", "postal address"),
    *("ip", "ip address", "ipaddr", "ipaddress", "network id", "user agent", "browser", "device", "url", "referrer"),
    *("refurl", "token", "person", "contact id", "person id", "location", "latitude", "longitude", "country ip"),
    *("姓名", "名字", "您的姓名", "使用者名稱", "電子郵件", "電子郵件地址", "電郵", "信箱"),
    *("電話", "手機", "地址", "住址"),
    *("vorname", "nachname", "e mail adresse", "adresse", "telefon", "nom", "prénom", "courriel", "adresse e mail"),
    *("nombre", "apellido", "correo electrónico", "dirección", "teléfono"),
}
"""What columns are called that say who answered, as `plain` writes it; also where a question is called so."""
WORDS = {
    *("name", "names", "fullname", "firstname", "lastname", "forename", "surname", "nickname", "username", "initials"),
    *("email", "emails", "mail", "mailbox", "phone", "phones", "telephone", "tel", "mobile", "cellphone", "fax"),
    *("whatsapp", "telegram", "wechat", "signal", "skype", "viber", "discord", "slack", "zalo", "kakaotalk"),
    *("handle", "twitter", "instagram", "facebook", "linkedin", "tiktok", "youtube", "mastodon", "github", "xing"),
    *(
        "contact",
        "contacts",
        "address",
        "addresses",
        "street",
        "postcode",
        "postal",
        "zip",
        "zipcode",
        "ip",
        "ipaddress",
    ),
    *("latitude", "longitude", "geolocation", "coordinates", "gps", "signature", "passport", "ssn", "birthday", "dob"),
    *(
        "birthdate",
        "recipient",
        "respondent",
        "participant",
        "reference",
        "panelist",
        "employee",
        "userid",
        "useragent",
    ),
    *(
        "vorname",
        "nachname",
        "familienname",
        "rufname",
        "telefon",
        "handy",
        "handynummer",
        "telefonnummer",
        "mobilnummer",
    ),
    *("anschrift", "adresse", "mailadresse", "emailadresse", "straße", "strasse", "hausnummer", "plz", "postleitzahl"),
    *("kontakt", "kontaktdaten", "geburtsdatum", "geburtstag", "benutzername", "teilnehmer", "teilnehmerin", "wohnort"),
    *("personalnummer", "kundennummer", "unterschrift", "referenz", "empfänger", "ansprechpartner"),
    *("nom", "noms", "prénom", "prenom", "pseudo", "pseudonyme", "surnom", "courriel", "mél", "téléphone", "telephone"),
    *(
        "portable",
        "adresses",
        "rue",
        "destinataire",
        "participante",
        "répondant",
        "identifiant",
        "coordonnées",
        "naissance",
    ),
    *(
        "nombre",
        "nombres",
        "apellido",
        "apellidos",
        "apodo",
        "correo",
        "teléfono",
        "telefono",
        "móvil",
        "movil",
        "celular",
    ),
    *("dirección", "direccion", "direcciones", "calle", "contacto", "usuario", "usuaria", "destinatario", "nacimiento"),
    *("encuestado", "firma", "dni", "nif", "naam", "voornaam", "achternaam", "telefoon"),
}
"""Words of which one is enough in the name of a column that is no question of the survey."""
ENDINGS = ("name", "namen", "naam", "nummer", "adresse", "email")
PIECES = re.compile(
    "姓名|名字|大名|稱呼|称呼|暱稱|昵称|署名|郵件|邮件|電郵|电邮|信箱|邮箱|郵箱|電話|电话|手機|手机|行動電話|傳真|传真|"
    "地址|住址|通訊處|聯絡|联络|聯繫|联系|帳號|账号|帐号|微信|臉書|粉專|身分證|身份证|護照|护照|生日|出生|簽名|签名|"
    "受訪者|受访者|參加者|参加者|收件人|使用者名|用户名|學號|学号|工號|工号"
)
"""The same in Chinese, which parts no words."""
TELLING = {Sensed.MAIL, Sensed.PHONE, Sensed.NETWORK}


def is_called_so(names: Sequence[str]) -> bool:
    """Whether a column is called like what says who answered, and like nothing else.

    Args:
        names: all that it is called.
    """
    return any(plain(one) in ALWAYS for one in names)


def sounds_so(names: Sequence[str]) -> bool:
    """Whether a word within the names of a column is one for what says who answered.

    Args:
        names: all that it is called.
    """
    return any(
        PIECES.search(one)
        or any(word in WORDS or word.endswith(ENDINGS) for word in (*apart(one), *plain(one).split()))
        for one in names
    )


def holds_addresses(cells: Sequence[str]) -> bool:
    """Whether half of what stands in a column is an address or a number of somebody's.

    Args:
        cells: some of what stands in it.
    """
    telling = sum(map(_is_address, cells))
    return telling > 0 and 2 * telling >= len(cells)


def _is_address(cell: str) -> bool:
    """Whether an address or a number of somebody's is all that stands there."""
    words = [one for one in findings(cell[:200]) if one.what in TELLING]
    return any(2 * (one.end - one.start) >= len(cell) for one in words)
