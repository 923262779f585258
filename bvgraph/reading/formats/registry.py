"""Which reader a file goes to: by its suffix, and by the signature of its bytes, which must agree with it.

Readers are loaded when they are needed: which suffixes there are is asked by every build.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, TypeAlias

from bvgraph.errors import CorpusError
from bvgraph.reading.formats.archives import open_archive

if TYPE_CHECKING:
    from bvgraph.reading.formats.lines import Extract

LARGEST_FILE: Final = 256_000_000  # bytes
Reader: TypeAlias = "Callable[[str, bytes, str], Extract]"

_READERS: Final = {  # suffix: kind of file, module, function
    ".txt": ("text", "plain", "read_plain"),
    ".csv": ("text", "plain", "read_separated"),
    ".tsv": ("text", "plain", "read_separated"),
    ".md": ("text", "markdown", "read_markdown"),
    ".markdown": ("text", "markdown", "read_markdown"),
    ".html": ("text", "web", "read_page"),
    ".htm": ("text", "web", "read_page"),
    ".xlsx": ("xlsx", "sheets", "read_workbook"),
    ".xlsm": ("xlsx", "sheets", "read_workbook"),
    ".docx": ("docx", "word", "read_word"),
    ".docm": ("docx", "word", "read_word"),
    ".odt": ("odt", "opendocument", "read_text"),
    ".ods": ("ods", "opendocument", "read_spreadsheet"),
    ".pdf": ("pdf", "pdf", "read_pdf"),
}
SUFFIXES: Final = tuple(_READERS)

_ADVICE: Final = {  # suffixes that are refused, and what to do instead
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".dot": "open it in Word or LibreOffice and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".pages": "open it in Pages and export it as Word (.docx)",
    ".numbers": "open it in Numbers and export it as Excel (.xlsx)",
    ".xls": "open it in Excel or LibreOffice and save it as .xlsx",
    ".xlsb": "open it in Excel or LibreOffice and save it as .xlsx",
    ".ppt": "export it as PDF",
    ".pptx": "export it as PDF",
    ".odp": "export it as PDF",
    ".msg": "save the text or the attachment out of the mail",
    ".eml": "save the text or the attachment out of the mail",
    ".zip": "unpack it into the folder",
}
REFUSED: Final = tuple(_ADVICE)

_KINDS: Final = {  # what the bytes can be: in words, and the suffix such a file should have
    "pdf": ("a PDF", ".pdf"),
    "docx": ("a Word document", ".docx"),
    "xlsx": ("an Excel workbook", ".xlsx"),
    "odt": ("an OpenDocument text", ".odt"),
    "ods": ("an OpenDocument spreadsheet", ".ods"),
    "html": ("a web page", ".html"),
    "rtf": ("rich text", ".rtf"),
    "ole": ("an old Office file", ".doc"),
    "locked": ("an Office file with a password", ""),
    "zip": ("a zip archive", ".zip"),
    "image": ("a picture", ""),
    "text": ("plain text", ".txt"),
}
_SIGNATURES: Final = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PARTS: Final = (("word/document", "docx"), ("xl/workbook", "xlsx"))


def extract(name: str, data: bytes, document: str) -> Extract:
    """Read the text out of a file, with the place of every line and cell; ``document`` is the id that problems go by.

    Raises CorpusError, in a sentence that says what to do, where the format is not read, the bytes are of another format
    than the suffix says, the file is damaged, encrypted or too large, it holds no text, or a library is not installed.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix in _ADVICE:
        raise CorpusError(f"{name}: {suffix} files are not read; {_ADVICE[suffix]}")
    if suffix not in _READERS:
        raise CorpusError(f"{name}: the suffix says no format that is read; those are {', '.join(SUFFIXES)}")
    if len(data) > LARGEST_FILE:
        raise CorpusError(f"{name}: larger than {LARGEST_FILE:,} bytes; take out the part with the plan")
    kind, module, function = _READERS[suffix]
    if not data and suffix != ".txt":
        raise CorpusError(f"{name}: the file is empty")
    _check_kind(name, suffix, kind, data)
    reader: Reader = getattr(import_module(f"bvgraph.reading.formats.{module}"), function)
    return reader(name, data, document)


def _check_kind(name: str, suffix: str, kind: str, data: bytes) -> None:
    """Compare what the suffix says with what the bytes are."""
    found = recognise(name, data)
    if found == kind or (kind == "text" and found in ("text", "html")):
        return
    if found == "locked":
        raise CorpusError(f"{name}: protected with a password; save a copy without one")
    what, better = _KINDS[found]
    if found == "text" and kind != "text":
        _tell_no_text(name, kind, data)
    if suffix in (".txt", ".csv", ".tsv") and found in ("ole", "image", "zip", "rtf"):
        from bvgraph.reading.formats.plain import decode_file  # noqa: PLC0415 - see the head of this module

        decode_file(name, data, "")
    right = f"name it {PurePath(name).stem}{better}" if better in _READERS else _advise(found, better)
    raise CorpusError(f"{name}: the suffix is {suffix}, but the file is {what}; {right}")


def _tell_no_text(name: str, kind: str, data: bytes) -> None:
    """Bytes without any signature: text under a wrong name, or what is left of a damaged file."""
    what = _KINDS[kind][0]
    if b"\0" in data or not data[:1000].decode("cp1252", "replace").replace("\ufffd", "").strip():
        raise CorpusError(f"{name}: damaged: it does not start as {what} does; get the file anew from where it came")


def _advise(found: str, better: str) -> str:
    if found == "image":
        return "a picture holds no text; run it through text recognition (OCR) and save the result as PDF"
    return _ADVICE.get(better, "save it in a format that is read")


def recognise(name: str, data: bytes) -> str:
    """The kind of file that the bytes are, told by how they start and, in a zip file, by the parts in it.

    Raises CorpusError where a zip file is damaged or would unpack beyond measure.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return "locked" if _ENCRYPTED in data else "ole"
    if data.startswith(b"PK"):
        return _recognise_zip(name, data)
    if kind := next((kind for start, kind in _SIGNATURES if data.startswith(start)), None):
        return kind
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in head else "text"


def _recognise_zip(name: str, data: bytes) -> str:

    archive = open_archive(name, data)
    if "mimetype" in archive.names:
        kinds = {"application/vnd.oasis.opendocument.text": "odt", "application/vnd.oasis.opendocument.spreadsheet": "ods"}
        return kinds.get(archive.read("mimetype").decode("ascii", "replace").strip(), "zip")
    return next((kind for part, kind in _PARTS if any(n.startswith(part) for n in archive.names)), "zip")
