"""The wording of membership and of the mails about what is new, as purposes of each group.

Notices are data, frozen when they are published, so they stand here in both languages and not in the catalogues.
"""

MEMBERSHIP = {
    "en": (
        "Take part in \u201c{title}\u201d",
        "The moderators of this group read your display name and your answers and decide whether you can join. Members "
        "see your display name and what you write. Nobody in the group sees your address. You can take your request "
        "back and leave the group at any time.",
    ),
    "zh-Hant": (
        "參加「{title}」",
        "本群組的版主會閱讀您的顯示名稱與回答，並決定您能否加入。成員會看到您的顯示名稱與您所寫的內容。"
        "群組裡沒有人看得到您的電子郵件地址。您隨時可以撤回申請或離開群組。",
    ),
}

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
