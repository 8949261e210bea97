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
