"""One spelling for the many that newsrooms use: words of a text and words of the packs are folded alike.

Folding is for comparison alone: quotes and offsets always refer to the text as it stands. Addresses are never folded.
"""

from __future__ import annotations

import unicodedata

# Letters that keyboards and agencies use for each other. Sources: Unicode 15 code charts, Arabic (0600-06FF), and the
# Kurdish Academy's alphabet for Sorani; alef with hamza or madda, yeh with and without dots, kaf, heh and teh marbuta.
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ی": "ي", "ې": "ي",
        "ڕ": "ر", "ڵ": "ل",  # many Sorani keyboards lack both
        "ک": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
        "’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "٬": ",", "٫": ".", "،": ",", "٪": "%",
    }
)  # fmt: skip

_DIGITS = {zero + step: str(step) for zero in (0x0660, 0x06F0) for step in range(10)}

# Marks that change nothing for comparison: tatweel, joiners, direction marks, soft hyphen, byte order mark.
_SILENT = dict.fromkeys(
    [0x0640, 0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def fold(text: str) -> str:
    """The text in lower case, with look-alike letters and all digits unified, and without marks. Idempotent."""
    bare = text.translate(_SILENT)
    if bare.isascii():
        return bare.lower()
    # NFKC makes presentation forms of Arabic letters the letters themselves. Lower case comes behind it, because it
    # may leave marks; and taking marks away may leave letters side by side that NFKC writes as one.
    lowered = unicodedata.normalize("NFKC", bare).lower()
    unmarked = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    if unmarked != lowered:
        unmarked = unicodedata.normalize("NFKC", unmarked)
    return unmarked.translate(_SILENT).translate(_LETTERS).translate(_DIGITS)
