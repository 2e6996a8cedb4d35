"""Makes srgb.icc, the colour profile that every PDF carries: the sRGB of IEC 61966-2-1, as an ICC profile 4.2.

Usage: python srgb.py > srgb.icc   (needs nothing but Python)

The primaries are adapted to D50 by the Bradford matrix, as the ICC specification asks for.
"""

import struct
import sys


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def text(words):
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 2 * len(words), 28) + words.encode("utf-16-be")


def xyz(x, y, z):
    return b"XYZ " + bytes(4) + fixed(x) + fixed(y) + fixed(z)


BRADFORD = [1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316]
CURVE = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(
    fixed(value) for value in (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
)
TAGS = [
    (b"desc", text("sRGB")),
    (b"cprt", text("No copyright, use freely")),
    (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
    (b"chad", b"sf32" + bytes(4) + b"".join(map(fixed, BRADFORD))),
    (b"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)),
    (b"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)),
    (b"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)),
    (b"rTRC", CURVE),
    (b"gTRC", CURVE),
    (b"bTRC", CURVE),
]


def profile():
    start = 128 + 4 + 12 * len(TAGS)
    data, table, places = b"", b"", {}
    for name, content in TAGS:
        # The three curves are one.
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    size = start + len(data)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(24) + bytes(4)
    header += fixed(0.9642) + fixed(1.0) + fixed(0.8249)
    header += bytes(128 - len(header))
    return header + struct.pack(">I", len(TAGS)) + table + data


sys.stdout.buffer.write(profile())
