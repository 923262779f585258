"""Folders of texts: what is read, and what a user is told where it cannot be."""

import hashlib
from pathlib import Path

import pytest

from bvgraph.errors import CorpusError
from bvgraph.reading import folders
from bvgraph.reading.corpus import find_originals, read_corpus
from bvgraph.reading.folders import find_files
from bvgraph.reading.formats.plain import LONGEST_LINE, decode_text

TEXT = "Isle Improvement Plan 2024/25\n\nAction\tLead\tDeadline\nPaint\tAnn Ode\tMay-24\n"


def describe(folder: Path, **changes: str | None) -> None:
    """Write one text and its manifest; a change to None leaves the key out."""
    data = TEXT.encode()
    (folder / "isle.txt").write_bytes(data)
    entry = {
        "id": "isle",
        "file": "isle.txt",
        "title": "Isle Plan",
        "plan": "Isle Plan",
        "publisher": "Isle Council",
        "kind": "plan",
        "period": "2024-04/2025-03",
        "as_of": "2024-04",
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    lines = [f'{k} = "{v}"' for k, v in (entry | changes).items() if v is not None]
    (folder / "manifest.toml").write_text("[[document]]\n" + "\n".join(lines) + "\n", "utf-8")


def complaint(folder: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus(folder)
    return str(caught.value)


def test_a_listed_document_has_what_the_manifest_says(tmp_path: Path) -> None:
    describe(tmp_path)
    [document], problems = read_corpus(tmp_path)
    assert (document.id, document.plan, document.as_of, document.text) == ("isle", "Isle Plan", "2024-04", TEXT)
    assert problems == []


def test_without_a_manifest_the_text_says_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "Isle Plan.txt").write_text(TEXT, "utf-8")
    [document], [problem] = read_corpus(tmp_path)
    assert (document.id, document.title, document.period) == (
        "isle-plan",
        "Isle Improvement Plan 2024/25",
        "2024-04/2025-03",
    )
    assert document.as_of == ""
    assert "as_of" in problem.message


def test_documents_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b", "c", "a"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    assert [d.id for d in read_corpus(tmp_path)[0]] == ["a", "b", "c"]


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "no such folder" in complaint(tmp_path / "nowhere")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_text(TEXT, "utf-8")
    assert "no such folder" in complaint(tmp_path / "isle.txt")


def test_an_empty_folder(tmp_path: Path) -> None:
    message = complaint(tmp_path)
    assert "no *.txt" in message
    assert "Put the plan texts there" in message


def test_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_bytes(b"%PDF-1.7\n\x00\x01\x02")
    message = complaint(tmp_path)
    assert "isle.txt" in message
    assert "the file is a PDF; name it isle.pdf" in message


def test_an_encoding_that_is_neither(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_bytes(b"Isle \x81\x8d plan")
    assert "not a text file in UTF-8 or Windows-1252" in complaint(tmp_path)


def test_windows_1252_is_read_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_bytes(TEXT.replace("Paint", "Pay £5 – “now”").encode("cp1252"))
    [document], problems = read_corpus(tmp_path)
    assert "Pay £5 – “now”" in document.text
    assert "encoding" in {p.kind for p in problems}


def test_a_byte_order_mark_is_utf_8() -> None:
    text, encoding = decode_text(b"\xef\xbb\xbfPaint")
    assert (text.lstrip("\ufeff"), encoding) == ("Paint", "utf-8")


def test_a_checksum_that_differs(tmp_path: Path) -> None:
    describe(tmp_path, sha256="0" * 64)
    message = complaint(tmp_path)
    assert "isle.txt is not the text that the manifest describes" in message
    assert hashlib.sha256(TEXT.encode()).hexdigest() in message


def test_an_unknown_key(tmp_path: Path) -> None:
    describe(tmp_path, colour="blue")
    message = complaint(tmp_path)
    assert 'unknown key "colour"' in message
    assert "publisher" in message


@pytest.mark.parametrize("key", ["id", "file", "title", "plan", "publisher", "kind", "period", "as_of", "sha256"])
def test_a_missing_key(tmp_path: Path, key: str) -> None:
    describe(tmp_path, **{key: None})
    assert f'the key "{key}" is missing' in complaint(tmp_path)


def test_a_value_that_is_no_text(tmp_path: Path) -> None:
    describe(tmp_path)
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('as_of = "2024-04"', "as_of = 2024"), "utf-8")
    assert '"as_of" must be a text in quotes' in complaint(tmp_path)


@pytest.mark.parametrize("value", ["April 2024", "2024-13", "2024-02-30"])
def test_an_as_of_that_is_no_date(tmp_path: Path, value: str) -> None:
    describe(tmp_path, as_of=value)
    assert f'as_of = "{value}" is no EDTF date' in complaint(tmp_path)


def test_an_id_with_other_signs(tmp_path: Path) -> None:
    describe(tmp_path, id="Isle Plan")
    assert "small letters" in complaint(tmp_path)


def test_an_id_given_twice(tmp_path: Path) -> None:
    describe(tmp_path)
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8") * 2, "utf-8")
    assert 'two documents have the id "isle"' in complaint(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    describe(tmp_path, file="other.txt")
    assert "there is no file" in complaint(tmp_path)


@pytest.mark.parametrize("outside", ["../outside.txt", "/etc/hostname"])
def test_a_file_outside_the_folder(tmp_path: Path, outside: str) -> None:
    (tmp_path / "outside.txt").write_text(TEXT, "utf-8")
    (tmp_path / "corpus").mkdir()
    describe(tmp_path / "corpus", file=outside)
    assert "leads out of the corpus folder" in complaint(tmp_path / "corpus")


def test_a_link_to_a_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(TEXT, "utf-8")
    (tmp_path / "corpus").mkdir()
    describe(tmp_path / "corpus", file="link.txt")
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "secret")
    assert "leads out of the corpus folder" in complaint(tmp_path / "corpus")


@pytest.mark.parametrize("outside", ["../outside.csv", "/dev/zero", "/etc"])
def test_a_file_outside_the_folder_is_not_even_looked_at(tmp_path: Path, outside: str) -> None:
    (tmp_path / "outside.csv").write_text("Action,Owner\n", "utf-8")
    (tmp_path / "corpus").mkdir()
    describe(tmp_path / "corpus", file=outside)
    assert find_files(tmp_path / "corpus") == [tmp_path / "corpus" / "manifest.toml"]
    assert find_originals(tmp_path / "corpus") == []


def test_a_file_that_is_too_large_is_not_even_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LARGEST_FILE", 20)
    (tmp_path / "small.csv").write_text("Action,Owner\n", "utf-8")
    (tmp_path / "large.csv").write_text("Action,Owner\nMend the roof,Ann Other\n", "utf-8")
    assert [original.name for original in find_originals(tmp_path)] == ["small.csv"]


@pytest.mark.parametrize("manifest", ["not = = toml", "", "[document]\nid = 'isle'\n", "documents = []\n"])
def test_a_manifest_of_another_form(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.toml").write_text(manifest, "utf-8")
    assert str(tmp_path / "manifest.toml") in complaint(tmp_path)


def test_a_line_longer_than_any_plan_prints(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_text("Isle\n" + "x" * (LONGEST_LINE + 1), "utf-8")
    message = complaint(tmp_path)
    assert "line 2 has 1,000,001 characters" in message


def test_without_a_manifest_a_header_row_is_no_title(tmp_path: Path) -> None:
    (tmp_path / "isle-roads.txt").write_text("\nAction\tLead\tDeadline\nMend the road\tAnn Ode\tMay-24\n", "utf-8")
    (document,), _ = read_corpus(tmp_path)
    assert (document.title, document.id) == ("isle-roads", "isle-roads")


def test_two_files_that_would_have_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("isle plan", "Isle-Plan"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    with pytest.raises(CorpusError, match=r'Isle-Plan\.txt and isle plan\.txt would have one id, "isle-plan"'):
        read_corpus(tmp_path)


def test_without_a_manifest_one_bad_file_does_not_refuse_the_others(tmp_path: Path) -> None:
    (tmp_path / "isle.txt").write_text(TEXT, "utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 cut off")
    (tmp_path / "old.doc").write_bytes(b"x")
    documents, problems = read_corpus(tmp_path)
    assert [d.id for d in documents] == ["isle"]
    left = [(p.document, p.message) for p in problems if p.kind == "left-out"]
    assert [(d, ("bad.pdf" in m, "old.doc" in m)) for d, m in left] == [("isle", (True, False)), ("isle", (False, True))]
    assert "save it as .docx" in left[1][1]


def test_a_listed_file_that_cannot_be_read_refuses_all(tmp_path: Path) -> None:
    data = b"%PDF-1.7 cut off"
    (tmp_path / "bad.pdf").write_bytes(data)
    describe(tmp_path, file="bad.pdf", sha256=hashlib.sha256(data).hexdigest())
    assert "bad.pdf" in complaint(tmp_path)


def test_texts_of_several_bodies_are_told_apart_where_no_manifest_does(tmp_path: Path) -> None:
    heads = ("Isle Borough Council", "The plan of Isle Borough Council", "Rock District Council", "A plan of nobody's")
    for n, head in enumerate(heads):
        (tmp_path / f"{n}.txt").write_text(f"{head}\nAction plan\nFull Council meets.\n", "utf-8")
    documents, problems = read_corpus(tmp_path)
    assert [d.publisher for d in documents] == ["Isle Borough Council", "Isle Borough Council", "Rock District Council", ""]
    assert [d.title for d in documents] == [
        "Action plan",
        "The plan of Isle Borough Council",
        "Action plan",
        "A plan of nobody's",
    ]
    said = [p.message for p in problems if "several bodies" in p.message]
    assert len(said) == 4
    assert '"Rock District Council"' in said[2]


def test_texts_that_name_one_body_or_none_are_not_parted(tmp_path: Path) -> None:
    for n, head in enumerate(("Isle Borough Council", "Action plan")):
        (tmp_path / f"{n}.txt").write_text(f"{head}\nAction plan\nFull Council meets.\n", "utf-8")
    documents, problems = read_corpus(tmp_path)
    assert {d.publisher for d in documents} == {""}
    assert not any("several bodies" in p.message for p in problems)
