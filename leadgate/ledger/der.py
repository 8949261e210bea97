"""As much of DER (X.690) as putting the certificates of a time stamp in order takes."""

CERTIFICATES = 0xA0
"""The tag of `certificates` in CMS SignedData (RFC 5652 section 5.1)."""


def in_order(stamp: bytes) -> bytes:
    """A time stamp whose certificates stand in the order DER gives a set; nothing else is changed.

    OpenSSL writes them as they come, and so do the authorities that run it. No signature is over them: which of them
    signed, the signature says itself.

    Args:
        stamp: a response of RFC 3161 section 2.4.2.

    Returns:
        It; the same where it cannot be read.
    """
    try:
        _status, token = _parts(stamp)
        _kind, wrapped = _parts(token)
        [signed] = _parts(wrapped)
        [certificates] = [_parts(part) for part in _parts(signed) if part[0] == CERTIFICATES]
    except (ValueError, IndexError):
        return stamp
    return stamp.replace(b"".join(certificates), b"".join(sorted(certificates)), 1)


def _parts(value: bytes) -> list[bytes]:
    """The values a constructed one is made of, each with its tag and length."""
    content, found = value[_header_size(value) :], []
    while content:
        size = _header_size(content) + _length(content)
        if size > len(content):
            raise ValueError("cut short")
        found.append(content[:size])
        content = content[size:]
    return found


def _header_size(value: bytes) -> int:
    return 2 + (value[1] & 0x7F if value[1] & 0x80 else 0)


def _length(value: bytes) -> int:
    size = _header_size(value)
    return value[1] if size == 2 else int.from_bytes(value[2:size], "big")
