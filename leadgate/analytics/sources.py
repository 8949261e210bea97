"""Where a page was reached from: a campaign's name as it is counted."""


def source_named(text: str | None) -> str:
    """Short, lower-case, nothing that could identify somebody by accident."""
    if "@" in (text or ""):
        return ""
    kept = "".join(sign for sign in (text or "").lower() if sign.isalnum() or sign in "-_. ")
    return kept.strip()[:40]
