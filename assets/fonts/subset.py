"""Makes the fonts of this folder from the full Inter OpenType files.

Usage: python subset.py SOURCE_DIR TARGET_DIR   (needs the fonttools package)

SOURCE_DIR holds Inter-Regular.otf, Inter-SemiBold.otf and Inter-Italic.otf.
"""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem

FACES = ["Inter-Regular", "Inter-SemiBold", "Inter-Italic"]

# Latin, Latin-1, Latin Extended-A and B (start), modifier letters used as French
# superscripts, Latin Extended Additional, punctuation, currency, arrows, symbols.
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x1FA, 0x1FF), (0x218, 0x21B),
    (0x2B0, 0x2B8), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x2E1, 0x2E3), (0x300, 0x304),
    (0x306, 0x308), (0x30A, 0x30C), (0x327, 0x328), (0x1D43, 0x1D5B), (0x1E80, 0x1E85),
    (0x1EF2, 0x1EF3), (0x2002, 0x200A), (0x2010, 0x2015), (0x2018, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2070, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2116),
    (0x2122, 0x2122), (0x2126, 0x2126), (0x2150, 0x215E), (0x2190, 0x2195),
    (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x220F), (0x2211, 0x2212),
    (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25CA, 0x25CF), (0x2605, 0x2605),
    (0x2713, 0x2713), (0x2717, 0x2717),
]
# Characters Inter does not draw, with the look-alike that is copied for them. A copy,
# because a glyph of its own keeps its own character when text is taken from a PDF.
COPIES = {0x2610: 0x25A1, 0x2714: 0x2713}


def to_truetype(font):
    """Replaces the cubic outlines by quadratic ones, half a unit exact."""
    glyph_set = font.getGlyphSet()
    glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = {}
    for name in glyf.glyphOrder:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, max_err=0.5, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs",
                  "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
                  "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0


def copy_glyphs(font):
    """Gives each character of COPIES a glyph of its own."""
    order = font.getGlyphOrder()
    for code, model in COPIES.items():
        source, name = font.getBestCmap()[model], f"uni{code:04X}"
        font.setGlyphOrder(order := [*order, name])
        font["glyf"].glyphOrder = order
        font["glyf"].glyphs[name] = font["glyf"].glyphs[source]
        font["hmtx"].metrics[name] = font["hmtx"].metrics[source]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def main(source, target):
    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    for face in FACES:
        font = TTFont(source / f"{face}.otf", recalcTimestamp=False)
        options = Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "tnum"]
        options.hinting = False
        options.notdef_outline = True
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
        options.name_languages = [0x409]
        options.drop_tables += ["DSIG", "meta", "STAT", "FFTM"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        # 1000 units per em: advances are then whole numbers in the PDF width table.
        scale_upem(font, 1000)
        to_truetype(font)
        copy_glyphs(font)
        path = target / f"{face}.ttf"
        font.save(path)
        print(path.name, path.stat().st_size, "bytes", len(font.getBestCmap()), "characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
