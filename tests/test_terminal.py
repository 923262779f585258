"""What a screen shows: nothing in a document steers it, nothing is cut off, and a place is never torn."""

import io
import json
import re
import unicodedata

import pytest
from asked_world import C1, ESCAPE, HOSTILE_COMMENT, HOSTILE_TITLE, OVERRIDE, Stream, make_store
from hypothesis import given
from hypothesis import strategies as st

from bvgraph.asking.listing import EntryRow, list_entries, list_slips
from bvgraph.asking.portraits import portray
from bvgraph.asking.questions import ask
from bvgraph.showing.cleaning import clean, clean_lines, escape_controls
from bvgraph.showing.rows import ENTRIES, SLIPS, print_rows, write_flat, write_json
from bvgraph.showing.terminal import print_answer, print_portrait, print_results, share_out, show_progress

STEERING = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{OVERRIDE}]")
STYLE = re.compile(ESCAPE + r"\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)


def entry_table(rows: tuple[EntryRow, ...]) -> str:
    out = io.StringIO()
    print_rows(rows, ENTRIES, "table", out)
    return out.getvalue()


def entries() -> tuple[EntryRow, ...]:
    return list_entries(make_store(), {}).rows


def answer_text(question: str, quoted: bool = False) -> str:
    out = io.StringIO()
    print_answer(ask(make_store(), question), quoted, out)
    return out.getvalue()


def test_an_answer_shows_lead_deadline_status_slip_and_place_with_what_they_were() -> None:
    shown = answer_text("what did Bram Okoro own that slipped?")
    for words in ("Dredge the inner basin", "Bram Okoro", "was Ada Finch", "Jan-32", "was Jun-31", "On Target"):
        assert words in shown
    for words in ("lapsed", "moved 215 days", "silently", "mb-year-end:3"):
        assert words in shown


def test_what_is_said_is_shown_to_its_end_where_it_was_asked_for() -> None:
    found = ask(make_store(), "what are the comments on the sea wall?")
    [row] = [row for row in found.rows if row.percent is not None]
    told = [source._replace(quote="word " * 80 + "end.") for source in row.sources if source.field == "comment"]
    for kind, shown_to_its_end in (("text", True), ("actions", False)):
        out = io.StringIO()
        print_answer(found._replace(kind=kind, rows=(row._replace(sources=tuple(told)),)), True, out)  # type: ignore[arg-type]
        assert ("end." in out.getvalue()) == shown_to_its_end


def test_quotes_stand_beside_their_places() -> None:
    lines = answer_text("what did Bram Okoro own that slipped?", quoted=True).split("\n")
    now = next(line for line in lines if line.startswith("  mb-year-end:3"))
    before = next(line for line in lines if line.startswith("  mb-plan:3"))
    assert "deadline “Jan-32”" in now
    assert "status “On Target”" in now
    assert "lead “Ada Finch”" in before


def test_columns_that_hold_nothing_are_left_out() -> None:
    assert "Slip" not in answer_text("what was overdue?")
    assert answer_text("what was overdue in Lanterns?") == ""


@pytest.mark.parametrize("columns", [80, 100, 200])
def test_no_place_is_torn_and_no_line_too_long(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = entry_table(entries())
    assert all(len(line) <= columns for line in shown.split("\n"))
    assert all(f"{row.place.document}:{row.place.line} " in shown for row in entries())


def test_what_documents_say_is_text_and_nothing_else() -> None:
    shown = " ".join(entry_table(entries()).split())
    assert "[bold]north[/bold] [/x]" in shown
    assert ":boom:" in shown
    assert not STEERING.search(shown)


@pytest.mark.parametrize("terminal", ["dumb", "xterm-256color"])
def test_colour_comes_from_us_alone(terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", terminal)
    out = Stream(terminal=True)
    print_rows(entries(), ENTRIES, None, out)  # type: ignore[arg-type]
    shown = out.text()
    assert bool(STYLE.search(shown)) == (terminal != "dumb")
    assert not STEERING.search(STYLE.sub("", shown))


def test_no_color_is_honoured() -> None:
    out = Stream(terminal=True)
    print_rows(entries(), ENTRIES, None, out)  # type: ignore[arg-type]
    assert not STYLE.search(out.text())


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), st.integers(20, 150))
def test_any_title_is_shown_harmlessly_within_the_width(title: str, columns: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        shown = entry_table((entries()[1]._replace(title=title),))
    assert not STEERING.search(shown)
    assert shown.count("─" * 10) >= 1


@given(st.integers(0, 200), st.lists(st.tuples(st.integers(1, 40), st.integers(0, 200)), min_size=1, max_size=8))
def test_widths_are_shared_out_within_the_width(width: int, needs: list[tuple[int, int]]) -> None:
    bounds = [(least, least + more) for least, more in needs]
    widths = share_out(width, bounds)
    assert sum(widths) <= max(width, len(bounds))
    assert all(1 <= got <= most for got, (_, most) in zip(widths, bounds, strict=True))
    if sum(most for _, most in bounds) <= width:
        assert widths == [most for _, most in bounds]


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("Bram Okoro", ["(person)", "Rows (4)", "Slips (3)", "Hand-overs (3)"]),
        ("ada finch", ["(person)", "Rows (3)", "Hand-overs (3)", "Mentions (1)"]),
        ("Lanterns", ["(area)", "Rows (7)", "Slips (2)"]),
        ("mb-year-end", ["(document)", "publisher: Marrow Bay Council", "Rows (9)", "Problems (1)"]),
        ("dredge basin", ["(action)", "History (2)", "Slips (2)", "Links (1)", "mb-plan:3  deadline “Jun-31”"]),
    ],
)
def test_a_portrait_has_a_section_for_whatever_there_is(name: str, sections: list[str]) -> None:
    out = io.StringIO()
    print_portrait(portray(make_store(), name), out)
    for section in sections:
        assert section in out.getvalue()
    assert not STEERING.search(out.getvalue())


def test_results_of_queries_are_cleaned_too() -> None:
    out = io.StringIO()
    print_results(["x"], [[HOSTILE_TITLE], [HOSTILE_COMMENT]], out)
    assert not STEERING.search(out.getvalue())


def test_controls_and_nothing_else_are_taken_out() -> None:
    everything = [chr(code) for code in range(0x110000)]
    steering = {c for c in everything if unicodedata.category(c) == "Cc"} | set("\u061c\u200e\u200f")
    steering |= {
        c
        for c in everything
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    }
    assert set(everything) - set(clean_lines("".join(everything))) == steering - {"\n", "\t"}
    blank = set("\t\n\v\f\r\x85\u2028\u2029")
    assert {c for c in everything if clean(f"a{c}b") == "a b"} == blank | {" "}
    assert {c for c in everything if clean(f"a{c}b") == "ab"} == steering - blank


@given(st.text())
def test_cleaned_text_is_one_line_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert not STEERING.search(cleaned)
    assert not set(cleaned) & set("\n\t\r\u2028\u2029\u2066\u200f")
    assert clean(cleaned) == cleaned
    assert not STEERING.search(clean_lines(text))


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_says_the_same_without_controls(value: object) -> None:
    out = io.StringIO()
    write_json(value, out)  # type: ignore[arg-type]
    assert json.loads(out.getvalue()) == value
    assert not STEERING.search(out.getvalue())
    assert escape_controls(C1) == "\\u009b"


def test_a_flat_row_is_one_line() -> None:
    out = io.StringIO()
    torn = [row._replace(comment="one\ttwo\nthree\r\nfour") for row in entries()]
    write_flat(torn, ENTRIES, out, "tsv")
    lines = out.getvalue().rstrip("\n").split("\n")
    assert len(lines) == len(torn) + 1
    assert {line.count("\t") for line in lines} == {len(ENTRIES.columns) - 1}
    assert "one two three four" in lines[1]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_csv_cell_is_a_formula(start: str) -> None:
    out = io.StringIO()
    write_flat([entries()[0]._replace(title=f"{start}1+1")], ENTRIES, out, "csv")
    assert not re.search(r'(?:^|,)"?\s*[=+@-]', out.getvalue())
    assert "1+1" in out.getvalue()


def test_flat_quotes_carry_their_places() -> None:
    out = io.StringIO()
    write_flat(list_slips(make_store(), {}).rows[:1], SLIPS, out, "tsv")
    assert 'mb-year-end:3 "Jan-32"; mb-year-end:3 "On Target"; mb-plan:3 "Jun-31"' in out.getvalue()


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    piped, dumb = Stream(), Stream(terminal=True)
    for stream in (piped, dumb):
        with show_progress(stream) as report:  # type: ignore[arg-type]
            assert report is None
        assert stream.text() == ""
    monkeypatch.setenv("TERM", "xterm")
    screen = Stream(terminal=True)
    with show_progress(screen) as report:  # type: ignore[arg-type]
        assert report is not None
        report("mb-plan", 1, 2)
    assert "mb-plan" in screen.text()
