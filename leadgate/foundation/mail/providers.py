"""Services of mailboxes that are known by their domains: those that hide an address, and where others are read."""

# Services that stand between a person and a sender. They are the opposite of throw-away and always welcome.
MASKS = frozenset(
    [
        "simplelogin.com",
        "simplelogin.co",
        "simplelogin.fr",
        "aleeas.com",
        "slmail.me",
        "duck.com",
        "privaterelay.appleid.com",
        "icloud.com",
        "addy.io",
        "anonaddy.com",
        "anonaddy.me",
        "mozmail.com",
        "passmail.net",
        "passmail.com",
        "passinbox.com",
        "passfwd.com",
    ]
)
WEBMAIL = {
    "gmail.com": "https://mail.google.com/",
    "googlemail.com": "https://mail.google.com/",
    "outlook.com": "https://outlook.live.com/mail/",
    "hotmail.com": "https://outlook.live.com/mail/",
    "live.com": "https://outlook.live.com/mail/",
    "yahoo.com": "https://mail.yahoo.com/",
    "yahoo.com.tw": "https://tw.mail.yahoo.com/",
    "icloud.com": "https://www.icloud.com/mail/",
    "me.com": "https://www.icloud.com/mail/",
    "proton.me": "https://mail.proton.me/",
    "protonmail.com": "https://mail.proton.me/",
    "gmx.net": "https://www.gmx.net/",
    "gmx.de": "https://www.gmx.net/",
    "web.de": "https://web.de/",
    "fastmail.com": "https://app.fastmail.com/",
    "aol.com": "https://mail.aol.com/",
}
