"""The wording of the one purpose every installation has, and of the sentence that names recipients.

Notices are data, frozen when they are published, so they stand here in both languages and not in the catalogues.
"""

DELIVERY = "delivery"
DELIVERY_NOTICE = {
    "en": (
        "Send me what I asked for",
        "We use your address to check that it is yours and to send you what you asked for, and for nothing else. "
        "You can delete it at any time.",
    ),
    "zh-Hant": (
        "寄給我所索取的內容",
        "我們只會用您的電子郵件地址確認它確實屬於您，並把您索取的內容寄給您，不作其他用途。您隨時可以刪除。",
    ),
}
_NAMED = {"en": "Your data goes to: {names}", "zh-Hant": "資料將提供給：{names}"}


def with_recipients(text: str, names: str, language: str) -> str:
    """What is shown below a title, and frozen: the sentences, and whom they give data to.

    Args:
        text: the sentences.
        names: of the recipients; nothing is added where there are none.
        language: of the wording (BCP 47).
    """
    return f"{text}{_sentence(names, language)}"


def without_recipients(text: str, names: str, language: str) -> str:
    """The sentences alone, as they were typed.

    Args:
        text, names, language: as for `with_recipients`.
    """
    return text.removesuffix(_sentence(names, language))


def _sentence(names: str, language: str) -> str:
    return "\n" + naming(language).format(names=names) if names else ""


def naming(language: str) -> str:
    """The sentence that names recipients, with `{names}` where they stand.

    Args:
        language: of the wording (BCP 47).
    """
    return _NAMED.get(language, _NAMED["en"])
