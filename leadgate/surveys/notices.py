"""The wording of answering a survey and of being quoted, as purposes of each survey.

Notices are data, frozen when they are published, so they stand here in both languages and not in the catalogues.
"""

LEARNING = {
    "en": (
        "Answer “{title}”",
        "We keep your answers for {days} days after you have finished, to learn what people want and how it was. "
        "Our marketers read them; we show others only figures in which nobody can be recognised. You can read, take "
        "along and delete your answers at any time.",
    ),
    "zh-Hant": (
        "回答「{title}」",
        "在您完成後，我們會保留您的回答 {days} 天，以了解大家想要什麼、感受如何。我們的行銷人員會閱讀您的回答；"
        "對外只呈現無法辨識個人的統計數字。您隨時可以閱讀、帶走或刪除您的回答。",
    ),
}
QUOTING = {
    "en": (
        "Quote what I wrote in “{title}”",
        "We may show sentences you wrote in this survey to others, without your name. You can end this at any time; "
        "your words are then shown no more.",
    ),
    "zh-Hant": (
        "引用我在「{title}」寫下的話",
        "我們可以向他人展示您在這份問卷中寫下的句子，但不附您的姓名。您隨時可以停止；之後便不再展示您的文字。",
    ),
}
SPECIAL = {
    "en": (
        "Keep sensitive words I wrote in “{title}”",
        "What I wrote may say something about health, beliefs, origin or the like, or name somebody. I want it kept "
        "with my other answers all the same, for the same time. Only our marketers read it; it is never quoted, "
        "counted into figures about groups of people or compared with others.",
    ),
    "zh-Hant": (
        "保留我在「{title}」寫下的敏感內容",
        "我所寫的內容可能涉及健康、信仰、出身等，或提到特定的人。我仍希望它與我的其他回答一同保留相同的時間。"
        "只有我們的行銷人員會閱讀；它絕不會被引用、計入任何人群統計，或與他人比較。",
    ),
}
ASKING_BACK_SLUG = "asking-back"
ASKING_BACK = {
    "en": (
        "Ask me afterwards how it was",
        "Some days after I downloaded something or joined a group, you may send me one short survey about it, and "
        "never the same one twice. Every letter has a link that ends this.",
    ),
    "zh-Hant": (
        "之後問我感受如何",
        "在我下載內容或加入社群的幾天後，您可以寄一份簡短的問卷給我，同一份問卷只寄一次。每封信都附有停止的連結。",
    ),
}
