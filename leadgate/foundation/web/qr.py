"""QR codes (ISO/IEC 18004), drawn here: what they show is a secret, so no other site is asked to."""


def drawn(text: str) -> str:
    """A picture of a text for a camera.

    Args:
        text: what the camera reads.

    Returns:
        An SVG as a `data:` address, dark on white whatever the colours of the page.
    """
    import segno

    return str(segno.make(text, micro=False).svg_data_uri(scale=5, border=4, light="#fff"))
