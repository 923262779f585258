"""Zip files that hold a document: looked over before anything in them is unpacked.

The zip format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT.  Python reads no more of a member than its
directory entry promises, so that bounds on the promised sizes hold.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from bvgraph.errors import CorpusError

MOST_MEMBERS = 10_000
LARGEST_MEMBER = 100_000_000  # bytes of one XML part, unpacked; the largest workbook of a council has a few million
MOST_UNPACKED = 300_000_000  # bytes of all XML parts together
_WORST_RATIO = 250  # unpacked to packed; real parts reach 30, rows without cells 100
_SMALL = 1_000_000  # bytes below which the ratio says nothing
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip file whose sizes are within bounds; ``name`` is the file's, for messages."""

    name: str
    content: zipfile.ZipFile

    @property
    def names(self) -> list[str]:
        """The members' names."""
        return self.content.namelist()

    def read(self, member: str) -> bytes:
        """Unpack an XML part.

        Raises CorpusError where it is missing, damaged or encrypted, or declares entities, which no office document does
        (ECMA-376 part 2, 6.2.5: https://ecma-international.org/publications-and-standards/standards/ecma-376/).
        """
        try:
            data = self.content.read(member)
        except KeyError as e:
            raise CorpusError(f"{self.name}: the part {member} is missing; {_SAVE_AGAIN}") from e
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as e:
            raise CorpusError(f"{self.name}: damaged ({member} cannot be unpacked); {_SAVE_AGAIN}") from e
        except RuntimeError as e:  # zipfile's way of asking for a password
            raise CorpusError(f"{self.name}: protected with a password; save a copy without one") from e
        plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
        if _ENTITIES.search(plain):
            raise CorpusError(f"{self.name}: {member} declares XML entities, as no office program does; it is not read")
        return data

    def rewrite(self, member: str, data: bytes) -> bytes:
        """A copy of the zip file's XML parts, with another content of one of them."""
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
            for part in filter(_is_xml, self.content.infolist()):
                target.writestr(part.filename, data if part.filename == member else self.read(part.filename))
        return copy.getvalue()


_SAVE_AGAIN = "open it in the program that made it and save it anew"


def open_archive(name: str, data: bytes) -> Archive:
    """The zip file in ``data``.  Raises CorpusError where it is none, is cut off, or would unpack beyond all measure."""
    try:
        content = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as e:
        raise CorpusError(f"{name}: damaged or cut off (its directory cannot be read); {_SAVE_AGAIN}") from e
    members = content.infolist()
    if len(members) > MOST_MEMBERS:
        raise CorpusError(f"{name}: {len(members):,} parts in one file, more than any document has; it is not unpacked")
    parts = list(filter(_is_xml, members))
    for part in parts:
        bomb = part.file_size > _SMALL and part.file_size > _WORST_RATIO * max(part.compress_size, 1)
        if bomb or part.file_size > LARGEST_MEMBER:
            raise CorpusError(
                f"{name}: {part.filename} would unpack from {part.compress_size:,} to {part.file_size:,} bytes; "
                "no document does, so it is not unpacked"
            )
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CorpusError(f"{name}: would unpack to more than {MOST_UNPACKED:,} bytes; take out the part with the plan")
    return Archive(name, content)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.casefold().endswith((".xml", ".rels")) or member.filename == "mimetype"
