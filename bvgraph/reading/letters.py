"""The capital letters with which names begin: those of English and those with accents ("Éilis", "Łukasz", "Ștefan")."""

from __future__ import annotations

CAPITALS = "".join(map(chr, (code for code in range(0x250) if chr(code).isupper())))  # for a class of a pattern
