"""Writes rare-han-*.ttf.br: the ideographs of GB 18030-2022 level 3 beyond U+FFFF, one font for 4,096 code points.

    pip install fonttools==4.68.0 brotli==1.2.1
    python3 make-rare-han.py HanaMinB.ttf

HanaMinB.ttf is that of 2017-09-04, as in Debian's package fonts-hanazono 20170904 (SHA-256 below). Whatever changes an
outline changes the bytes of receipts: docs/receipt-format.md, "Versions".
"""

import hashlib
import io
import pathlib
import sys

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont

SHA256 = "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c"
PART = 0x1000
# CJK Unified Ideographs Extensions B, C, D, E and F as far as GB 18030-2022 has them.
LEVEL_3 = [(0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)]
UNUSED_TABLES = ["vhea", "vmtx", "BASE", "FFTM", "GDEF", "gasp"]


def points_of(part):
    first = part * PART
    return [
        point
        for start, end in LEVEL_3
        for point in range(max(start, first), min(end, first + PART - 1) + 1)
    ]


def names_of(part):
    name = f"FapiaoRareHan-{part:X}"
    return {
        0: "Glyphs by GlyphWiki (http://glyphwiki.org/), taken from HanaMinB of 2017-09-04.",
        1: f"Fapiao Rare Han {part:X}",
        2: "Regular",
        4: name,
        6: name,
        13: "Hanazono Font License: free to use, copy and distribute, with or without modification.",
    }


def font_of(source, part):
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[])
    options.drop_tables += UNUSED_TABLES
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points_of(part))
    subsetter.subset(font)
    for name_id, text in names_of(part).items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def main():
    source = pathlib.Path(sys.argv[1]).read_bytes()
    if hashlib.sha256(source).hexdigest() != SHA256:
        sys.exit(f"{sys.argv[1]} is not HanaMinB.ttf of 2017-09-04: its SHA-256 must be {SHA256}")
    folder = pathlib.Path(__file__).parent
    for part in range(0x20, 0x2F):
        packed = brotli.compress(font_of(source, part), quality=11, lgwin=24)
        (folder / f"rare-han-{part:x}.ttf.br").write_bytes(packed)


if __name__ == "__main__":
    main()
