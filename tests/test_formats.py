"""Which reader a file goes to, what is refused with which advice, and what all readers have in common."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from written import WRITERS

from bvgraph.errors import CorpusError
from bvgraph.originals import Place
from bvgraph.reading.corpus import read_corpus
from bvgraph.reading.entries import read_document
from bvgraph.reading.formats.lines import Extract
from bvgraph.reading.formats.registry import SUFFIXES, extract
from bvgraph.records import Document

BLOCKS = [
    "Isle Improvement Plan 2024/25",
    "Harbour",
    [["Action", "Lead", "Deadline", "Status"], ["Paint the pier", "Ann Ode", "31/05/2024", "On Track"]],
]


def write(suffix: str) -> bytes:
    return WRITERS[suffix](BLOCKS)


def read(name: str, data: bytes) -> Extract:
    return extract(name, data, "isle")


def complaint(name: str, data: bytes) -> str:
    with pytest.raises(CorpusError) as caught:
        read(name, data)
    return str(caught.value)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_folder_takes_the_format_without_a_manifest(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"isle.{suffix}").write_bytes(write(suffix))
    [document], _ = read_corpus(tmp_path)
    [entry] = read_document(document).entries
    assert (document.title, document.file) == ("Isle Improvement Plan 2024/25", f"isle.{suffix}")
    assert (entry.title.text, entry.area and entry.area.text) == ("Paint the pier", "Harbour")
    assert entry.deadline
    assert entry.deadline.edtf == "2024-05-31"


def test_a_folder_with_mixed_files_is_read_whole(tmp_path: Path) -> None:
    for suffix in WRITERS:
        (tmp_path / f"isle-{suffix}.{suffix}").write_bytes(write(suffix))
    (tmp_path / "~$isle.docx").write_bytes(b"lock")
    (tmp_path / "README.md").write_text("How to use this folder")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    documents, _ = read_corpus(tmp_path)
    assert {d.id for d in documents} == {f"isle-{suffix}" for suffix in WRITERS}
    assert all(len(read_document(d).entries) == 1 for d in documents)


@pytest.mark.parametrize(
    ("suffix", "advice"),
    [
        (".doc", "save it as .docx"),
        (".xls", "save it as .xlsx"),
        (".rtf", "save it as .docx"),
        (".pages", "export it as Word"),
    ],
)
def test_old_and_foreign_formats_are_refused_with_advice(tmp_path: Path, suffix: str, advice: str) -> None:
    (tmp_path / f"isle{suffix}").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(CorpusError, match=advice):
        read_corpus(tmp_path)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".html", ".md", ".csv"])
def test_an_empty_file_is_said_to_be_empty(suffix: str) -> None:
    assert "isle" in complaint(f"isle{suffix}", b"")
    assert "empty" in complaint(f"isle{suffix}", b"")


def test_a_suffix_that_says_nothing() -> None:
    message = complaint("isle.xyz", b"Action")
    assert all(suffix in message for suffix in SUFFIXES)


@pytest.mark.parametrize(
    ("name", "suffix", "right"),
    [("a.docx", "xlsx", "a.xlsx"), ("a.xlsx", "docx", "a.docx"), ("a.txt", "docx", "a.docx"), ("a.docx", "html", "a.html")],
)
def test_a_wrong_suffix_is_told_with_the_right_one(name: str, suffix: str, right: str) -> None:
    message = complaint(name, write(suffix))
    assert right in message
    assert name in message


def test_a_password_is_told() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "password" in complaint("isle.xlsx", data)
    assert "password" in complaint("isle.docx", data)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_file_cut_off_is_damaged(suffix: str, share: float) -> None:
    data = write(suffix)
    message = complaint(f"isle.{suffix}", data[: int(len(data) * share)])
    assert "damaged" in message
    assert f"isle.{suffix}" in message


def repack(data: bytes, part: str, content: bytes) -> bytes:
    """The zip file with the content of one part replaced, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return out.getvalue()


MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize("suffix", sorted(MAIN))
def test_a_part_that_would_unpack_beyond_measure_is_not_unpacked(suffix: str) -> None:
    assert "would unpack" in complaint(f"isle.{suffix}", repack(write(suffix), MAIN[suffix], b" " * 50_000_000))


@pytest.mark.parametrize("suffix", sorted(MAIN))
def test_entities_are_not_expanded(suffix: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert "declares XML entities" in complaint(f"isle.{suffix}", repack(write(suffix), MAIN[suffix], bomb))


@pytest.mark.parametrize("suffix", sorted(MAIN))
def test_a_part_that_is_no_xml_is_damaged(suffix: str) -> None:
    assert "damaged" in complaint(f"isle.{suffix}", repack(write(suffix), MAIN[suffix], b"<a><b></a>"))


@pytest.mark.parametrize("suffix", sorted(MAIN))
def test_macros_are_left_alone(suffix: str) -> None:
    data = repack(write(suffix), f"{MAIN[suffix].split('/')[0]}/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")
    assert "AutoOpen" not in read(f"isle.{suffix}", data).text


@pytest.mark.parametrize(
    ("suffix", "library"),
    [
        ("pdf", "pdfplumber"),
        ("docx", "lxml"),
        ("odt", "lxml"),
        ("html", "lxml"),
        ("xlsx", "openpyxl"),
        ("md", "markdown_it"),
    ],
)
def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, suffix: str, library: str) -> None:
    data = write(suffix)
    monkeypatch.setitem(sys.modules, library, None)
    message = complaint(f"isle.{suffix}", data)
    assert "pip install 'bvgraph[documents]'" in message
    assert f"isle.{suffix}" in message


def test_text_and_csv_need_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("pdfplumber", "lxml", "openpyxl", "markdown_it"):
        monkeypatch.setitem(sys.modules, library, None)
    assert "Paint" in read("isle.csv", write("csv")).text
    assert read("isle.txt", b"a\r\nb").text == "a\r\nb"


def test_a_library_is_loaded_only_for_its_files() -> None:
    code = "import sys, bvgraph.reading.corpus; print({'pdfplumber', 'lxml', 'openpyxl', 'markdown_it'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_too_many_parts_are_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(10_001):
            archive.writestr(f"word/document{i}.xml", b"")
    assert "parts in one file" in complaint("isle.docx", out.getvalue())


def test_the_place_of_a_span_is_its_cell() -> None:
    document = Document(*("x",) * 9, "Isle\nPaint\tAnn\n", (Place(1), Place(2, 3, ("A7", "B7")), Place(3)))  # type: ignore[arg-type]
    assert document.find_cell(2, document.text.index("Ann")) == "B7"
    assert document.find_cell(2) == "A7"
    assert document.find_cell(1) is None
    place = document.find_place(2)
    assert place
    assert place.page == 3
    assert document.find_place(9) is None
