"""Films, sound and photographs of telephones lie in files of one family (ISO/IEC 14496-12): brands tell them apart."""

import re

FILM, SOUND, QUICKTIME = "video/mp4", "audio/mp4", "video/quicktime"
FILM_BRAND = re.compile(rb"iso[2-9abcm]|mp4[12]|avc[1-4]|M4V.|dash|ms[dn][hv]|MSNV|mmp4|[fF]4v |cmf[c2]|3g[p2].")
SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P "}
PHOTOGRAPH = re.compile(rb"he[iv].|mi[fa].|msf1|avi[fos]|crx |jp[2mx] |jxl |j2..")
"""HEIC, HEIF, AVIF, and what cameras make: they name a film's brand, too, among those they are compatible with."""


def film_kind(head: bytes) -> str | None:
    """What such a file is by its brands: film, sound or QuickTime; None for a photograph and all else.

    The major brand decides; where it is a maker's own, the first that is known of those the file is compatible with.

    Args:
        head: the beginning, with its first box (`ftyp`).
    """
    end = min(int.from_bytes(head[:4], "big"), len(head))
    major, compatible = head[8:12], [head[at : at + 4] for at in range(16, end - 3, 4)]
    if head[4:8] != b"ftyp" or PHOTOGRAPH.fullmatch(major):
        return None
    return next((found for brand in (major, *compatible) if (found := _kind_of(brand))), None)


def _kind_of(brand: bytes) -> str | None:
    if brand in SOUND_BRANDS:
        return SOUND
    if brand == b"qt  ":
        return QUICKTIME
    return FILM if FILM_BRAND.fullmatch(brand) else None
