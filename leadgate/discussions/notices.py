"""The wording of the mails about what is new, as purposes of each group; in both languages, as notices are data."""

TELLING = {
    "at-once": {
        "en": (
            "Mails about \u201c{title}\u201d: each post, at once",
            "A mail for each post others write in this group, at most twenty a day. You can end it with one press, in "
            "each of these mails or on your page.",
        ),
        "zh-Hant": (
            "「{title}」的郵件：每篇貼文，立即通知",
            "其他人在本群組每發表一篇貼文就寄一封郵件，每天最多二十封。您可以在每封郵件或您的頁面上一鍵停止。",
        ),
    },
    "named": {
        "en": (
            "Mails about \u201c{title}\u201d: only when I am named",
            "A mail when somebody in this group writes @ and your name there. You can end it with one press, in each "
            "of these mails or on your page.",
        ),
        "zh-Hant": (
            "「{title}」的郵件：只在有人提到我時",
            "當本群組有人寫下 @ 與您在群組的名字時寄一封郵件。您可以在每封郵件或您的頁面上一鍵停止。",
        ),
    },
    "daily": {
        "en": (
            "Mails about \u201c{title}\u201d: once a day",
            "One mail each morning on days when there is something new in this group. You can end it with one press, "
            "in each of these mails or on your page.",
        ),
        "zh-Hant": (
            "「{title}」的郵件：每天一次",
            "本群組有新內容的日子，每天早上寄一封郵件。您可以在每封郵件或您的頁面上一鍵停止。",
        ),
    },
    "weekly": {
        "en": (
            "Mails about \u201c{title}\u201d: once a week",
            "One mail each Monday morning when there is something new in this group. You can end it with one press, in "
            "each of these mails or on your page.",
        ),
        "zh-Hant": (
            "「{title}」的郵件：每週一次",
            "本群組有新內容時，每週一早上寄一封郵件。您可以在每封郵件或您的頁面上一鍵停止。",
        ),
    },
}
