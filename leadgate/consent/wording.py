"""The wording of the one purpose every installation has: sending what was asked for.

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
