"""Talking to a server that misbehaves: asked again where that helps, told of in one sentence, and given no secret."""

from __future__ import annotations

import base64
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
from asked_world import make_quads, run
from served_world import (
    DERIVED,
    SECRET,
    FakeServer,
    Fault,
    Handler,
    answering,
    cutting,
    fake_server,
    held,
    once,
    put,
)

from bvgraph.graph import remote, served
from bvgraph.graph.remote import Patience

pytestmark = pytest.mark.usefixtures("waits")


def test_a_connection_that_is_cut_once_is_made_again(stored: Path, server: FakeServer, waits: list[float]) -> None:
    server.faults.append(once(cutting("PUT", DERIVED), times=3))
    assert put(stored, server) == (5, 0, 0)
    assert waits == [0.5, 1.0, 2.0]
    assert held(server) == set(make_quads())


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_is_busy_is_asked_again(stored: Path, server: FakeServer, waits: list[float], status: int) -> None:
    server.faults.append(once(answering(status, Retry_After="7"), times=2))
    assert put(stored, server) == (5, 0, 0)
    assert waits == [7.0, 7.0]


def test_a_server_that_stays_busy_is_told_of(stored: Path, server: FakeServer, waits: list[float]) -> None:
    server.faults.append(answering(503))
    done = run("publish", "--from", str(stored), "--store", server.url)
    assert (done.code, done.out) == (1, "")
    assert "is busy or away (503); try again later" in done.err
    assert waits == sorted(waits)
    assert len(server.log) == remote.WRITING.attempts


def test_a_server_that_wants_to_be_left_alone_is(server: FakeServer, waits: list[float]) -> None:
    server.faults.append(answering(429, Retry_After="86400"))
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "asks to be left alone for 86400 seconds" in done.err
    assert (len(server.log), waits) == (1, [])


@pytest.mark.parametrize(("asked", "most"), [("Wed, 21 Oct 2015 07:28:00 GMT", 0.0), ("soon", 1.0), ("", 0.5), ("0", 0.0)])
def test_how_long_to_wait(server: FakeServer, waits: list[float], asked: str, most: float) -> None:
    server.faults.append(once(answering(503, Retry_After=asked)))
    run("entries", "--store", server.url)
    assert waits == [most]


def moving(to: str) -> Fault:
    def fault(handler: Handler) -> bool:
        if handler.path.startswith("/moved"):
            handler.answer(handler.path.removeprefix("/moved").partition("?")[0])
        else:
            handler.reply(307, Location=f"{to}/moved{handler.path}")
        return True

    return fault


def test_a_move_on_the_same_server_is_followed(stored: Path, server: FakeServer) -> None:
    server.faults.append(moving(server.url))
    assert put(stored, server) == (5, 0, 0)
    assert held(server) == set(make_quads())


def test_a_move_to_another_server_is_not_followed(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BVGRAPH_TOKEN", SECRET)
    with fake_server() as other:
        server.faults.append(moving(other.url))
        done = run("publish", "--from", str(stored), "--store", server.url)
        assert done.code == 1
        assert "leads on to http://127.0.0.1, which is another server" in done.err
        assert other.log == []


def test_moves_in_circles_come_to_an_end(server: FakeServer) -> None:
    server.faults.append(lambda handler: handler.reply(308, Location=handler.path) is None)
    done = run("entries", "--store", server.url)
    assert (done.code, len(server.log)) == (1, 5)
    assert "leads round in circles" in done.err


def guarded(scheme: str, expected: str) -> Fault:
    """A fault: no access without what is expected, or some of it."""

    def fault(handler: Handler) -> bool:
        if expected in handler.headers.get("Authorization", ""):
            return False
        challenge = {"basic": 'Basic realm="x"', "digest": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}
        handler.reply(401, f"who is {SECRET}?".encode(), WWW_Authenticate=challenge.get(scheme, scheme))
        return True

    return fault


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("basic", f"Basic {base64.b64encode(f'ann:{SECRET}'.encode()).decode()}"),
        ("digest", 'Digest username="ann", realm="x", nonce="n"'),
        ("bearer", f"Bearer {SECRET}"),
    ],
)
def test_credentials_are_sent_as_the_server_asks(
    stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch, scheme: str, expected: str
) -> None:
    server.faults.append(guarded(scheme, expected))
    refused = run("publish", "--from", str(stored), "--store", server.url)
    assert refused.code == 1
    assert "refuses access (401); set BVGRAPH_USER and BVGRAPH_PASSWORD, or BVGRAPH_TOKEN" in refused.err
    names = ["BVGRAPH_TOKEN"] if scheme == "bearer" else ["BVGRAPH_PASSWORD"]
    if scheme != "bearer":
        monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv(names[0], SECRET)
    assert put(stored, server) == (5, 0, 0)
    assert held(server) == set(make_quads())


def test_a_password_is_not_sent_to_who_does_not_ask(
    stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv("BVGRAPH_PASSWORD", SECRET)
    put(stored, server)
    assert not [headers for headers in server.seen if "Authorization" in headers]


def test_credentials_stay_here_when_only_a_settings_file_names_the_server(
    stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stored, server)
    monkeypatch.setenv("BVGRAPH_TOKEN", SECRET)
    Path("bvgraph.toml").write_text(f'store = "{server.url}"\n')
    server.seen.clear()
    assert run("entries").code == 0
    assert server.seen
    assert not [headers for headers in server.seen if "Authorization" in headers]
    server.faults.append(guarded("bearer", SECRET))
    assert "not by bvgraph.toml" in run("entries").err


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 418, 500, 507])
def test_no_message_holds_a_secret(stored: Path, server: FakeServer, monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    monkeypatch.setenv("BVGRAPH_USER", "ann")
    monkeypatch.setenv("BVGRAPH_PASSWORD", SECRET)
    server.faults.append(answering(status, f"<p>no, {SECRET}!</p>".encode(), "text/html", WWW_Authenticate="Basic"))
    for words in (["publish", "--from", str(stored)], ["entries"]):
        done = run(*words, "--store", server.url)
        assert done.code == 1
        assert SECRET not in done.err
        assert len(done.err.splitlines()) == 1
        assert server.url in done.err


def test_an_address_with_a_password_is_refused() -> None:
    done = run("entries", "--store", f"https://ann:{SECRET}@plans.example/")
    assert done.code == 2
    assert "leave them out and set BVGRAPH_USER and BVGRAPH_PASSWORD" in done.err
    assert SECRET not in done.err


def test_nobody_there(server: FakeServer, waits: list[float]) -> None:
    server.server_close()
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "cannot be reached" in done.err
    assert len(waits) == remote.READING.attempts - 1


def test_a_server_that_does_not_answer_is_given_up(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    monkeypatch.setattr(served, "READING", Patience(3, 0.2, 1.0))
    monkeypatch.setattr(served.Endpoint.__init__, "__defaults__", (Patience(3, 0.2, 1.0),))
    server.faults.append(lambda handler: handler.rfile.read(1) is None)
    done = run("entries", "--store", server.url)
    assert done.code == 1
    assert "did not answer within" in done.err
    assert (len(server.log), waits) == (1, [])


def test_without_httpx_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, stored: Path) -> None:
    monkeypatch.setattr("bvgraph.graph.store.find_spec", lambda _: None)
    for words in (["entries"], ["publish", "--from", str(stored)]):
        done = run(*words, "--store", "https://plans.example/")
        assert done.code == 1
        assert "run: pip install httpx" in done.err


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here to make a certificate with")
def test_a_server_has_to_be_who_it_says_it_is(
    stored: Path, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ["-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-nodes", "-newkey", "rsa:2048"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(["openssl", "req", "-x509", *made, *name], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("certificate.pem", "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    url = server.url.replace("http:", "https:")
    refused = run("publish", "--from", str(stored), "--store", url)
    assert refused.code == 1
    assert (
        "certificate that nobody known vouches for; if it is the right one, name its issuer's in SSL_CERT_FILE"
        in refused.err
    )
    assert server.log == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert run("publish", "--from", str(stored), "--store", url).code == 0
    assert held(server) == set(make_quads())
