"""The wording of being compared, as a purpose of its own.

Notices are data, frozen when they are published, so they stand here in both languages and not in the catalogues.
"""

COMPARING_SLUG = "being-compared"
COMPARING = {
    "en": (
        "Compare me with others",
        "We compare what you told us here – why you came and from where, the choices and points in your answers to "
        "surveys, the groups you joined – with what people told us who later became customers or members, and work out "
        "how likely you are to want the same. Nothing about health, belief, origin, politics or sexuality is used, and "
        "no words of yours. The figure decides nothing by itself: our marketers see it when they think about whom to "
        "tell what. On your page you see it with its reasons, and one button ends it at once.",
    ),
    "zh-Hant": (
        "將我與其他人比較",
        "我們會把您在這裡告訴我們的事──您為何而來、從哪裡來、您在問卷中選擇的選項與分數、您加入的群組──與後來成為顧客或成員的人"
        "所說的相比較，估算您有多可能想要同樣的東西。我們不使用任何有關健康、信仰、族裔、政治或性的資料，也不使用您寫下的文字。"
        "這個數字本身不會決定任何事：我們的行銷人員在考慮該告訴誰什麼時會看到它。您可以在您的頁面上看到它與理由，按一個按鈕即可立刻停止。",
    ),
}
