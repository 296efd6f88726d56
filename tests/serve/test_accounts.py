# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import stat
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ontherecord.serve import ServeError, Settings, application
from ontherecord.serve.accounts import Accounts
from ontherecord.serve.sessions import Attempts, Sessions
from tests.serve.conftest import Start

PASSWORD = "correct horse battery"


def peopled(state: Path) -> None:
    accounts = Accounts(state / "accounts.json")
    accounts.put("nadia", PASSWORD, "editor")
    accounts.put("omar", PASSWORD, "reader")


def sign_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "/"):  # type: ignore[no-untyped-def]
    token = client.get("/me.json").json()["token"]
    return client.post("/sign-in", data={"name": name, "password": password, "to": to, "token": token})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_no_door_is_opened_to_others_without_a_lock(made: Path, tmp_path: Path, host: str) -> None:
    with pytest.raises(ServeError, match="ontherecord account add"):
        application(Settings(archive=str(made), state=tmp_path, host=host))
    Accounts(tmp_path / "accounts.json").put("nadia", PASSWORD, "editor")
    with pytest.raises(ServeError, match="--name"):
        application(Settings(archive=str(made), state=tmp_path, host=host))


def test_passwords_are_never_kept_and_the_file_is_its_owners(tmp_path: Path) -> None:
    peopled(tmp_path)
    file = tmp_path / "accounts.json"
    assert PASSWORD not in file.read_text()
    assert "$argon2id$" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(ServeError, match="at least 10"):
        Accounts(file).put("omar", "short", "reader")
    with pytest.raises(ServeError, match="a name has"):
        Accounts(file).put("../omar", PASSWORD, "reader")


def test_with_accounts_nothing_is_read_without_signing_in(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    assert client.get("/").headers["location"] == "/sign-in?to=/"
    for address in ("/stories.json", "/export/jsonl", "/people.json", "/audit.json", "/openapi.json"):
        assert client.get(address, headers={"accept": "application/json"}).status_code == 401, address
    assert client.get("/sign-in").status_code == 200


def test_a_reader_reads_and_an_editor_writes(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    assert sign_in(client, "omar").status_code == 303
    assert client.get("/").status_code == 200
    me = client.get("/me.json").json()
    assert (me["name"], me["role"]) == ("omar", "reader")
    refused = client.post("/add.json", json={"text": "Something."}, headers={"x-csrf-token": me["token"]})
    assert refused.status_code == 403
    assert client.get("/audit.json").status_code == 403
    assert sign_in(client, "nadia").status_code == 303
    log = client.get("/audit.json").json()["entries"]
    assert [(e["who"], e["what"], e["status"]) for e in log] == [
        ("omar", "POST /sign-in", 303),
        ("omar", "POST /add.json", 403),
        ("omar", "POST /sign-in", 303),
    ]
    page = client.get("/audit").text
    assert ">add articles<" in page
    assert ">refused " in page


def test_who_may_not_write_is_shown_nothing_to_write_with(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    sign_in(client, "omar")
    adding = client.get("/add").text
    assert "You may read, not add" in adding
    assert 'action="/add"' not in adding
    refused = client.get("/audit", headers={"accept": "text/html"})
    assert refused.status_code == 403
    assert "sign in as somebody else" in refused.text


def test_a_session_begins_with_a_new_secret_and_ends(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    client.cookies.set("session", "a secret that an attacker fixed")
    answer = sign_in(client, "nadia")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    first = answer.cookies["session"]
    assert first != "a secret that an attacker fixed"
    client.cookies.clear()
    client.cookies.set("session", first)
    second = sign_in(client, "nadia").cookies["session"]
    assert second != first
    client.cookies.clear()
    client.cookies.set("session", first)
    assert client.get("/stories.json").status_code == 401, "the secret of before no longer holds"
    client.cookies.clear()
    client.cookies.set("session", second)
    token = client.get("/me.json").json()["token"]
    client.post("/sign-out", data={"token": token})
    client.cookies.set("session", second)
    assert client.get("/stories.json").status_code == 401


def test_who_loses_the_account_loses_the_session(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    sign_in(client, "omar")
    assert client.get("/stories.json").status_code == 200
    Accounts(tmp_path / "state" / "accounts.json").drop("omar")
    assert client.get("/stories.json").status_code == 401


def test_guessing_is_slowed_down_and_tells_nothing(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    wrong, unknown = (
        sign_in(client, "nadia", "not the password"),
        sign_in(client, "nobody", "not the password"),
    )
    assert wrong.status_code == unknown.status_code == 422
    assert "name or the password" in wrong.text
    assert wrong.text.replace("nadia", "") == unknown.text.replace("nobody", "")
    for _ in range(8):
        last = sign_in(client, "nadia", "not the password")
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) > 0
    assert sign_in(client, "nadia").status_code == 429


@pytest.mark.parametrize(
    "to",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0a\r\nx", ""],
)
def test_signing_in_leads_nowhere_else(start: Start, tmp_path: Path, to: str) -> None:
    peopled(tmp_path / "state")
    client = start()
    location = sign_in(client, "nadia", to=to).headers["location"]
    assert location == "/" or (location.startswith("/%") and "\n" not in location)
    assert 'value="https://evil' not in client.get("/sign-in", params={"to": to}).text


def test_a_write_needs_the_token_of_its_own_session(start: Start, tmp_path: Path) -> None:
    peopled(tmp_path / "state")
    client = start()
    sign_in(client, "nadia")
    assert client.post("/add", data={"text": "Something."}).status_code == 403
    assert client.post("/add.json", json={"text": "Something."}).status_code == 403
    assert client.post("/add", data={"text": "x", "token": "0" * 64}).status_code == 403
    token = client.get("/me.json").json()["token"]
    elsewhere = {"origin": "https://evil.example"}
    assert client.post("/add", data={"text": "x", "token": token}, headers=elsewhere).status_code == 403
    assert (
        client.post(
            "/add", data={"text": "x", "token": token}, headers={"sec-fetch-site": "cross-site"}
        ).status_code
        == 403
    )
    client.cookies.clear()
    sign_in(client, "nadia")
    assert client.post("/seen", data={"token": token}).status_code == 403, "the token of another session"


def test_without_accounts_a_page_of_another_host_writes_nothing_here(start: Start) -> None:
    client = start()
    assert client.get("/stories.json").status_code == 200
    assert client.post("/seen", data={}).status_code == 403
    token = client.get("/me.json").json()["token"]
    assert client.post("/seen", data={"token": token}).status_code == 303


def test_the_header_of_a_proxy_counts_from_the_proxy_only(start: Start, made: Path, tmp_path: Path) -> None:
    client = start(
        host="0.0.0.0",
        names=("desk.example",),
        proxy_header="x-user",
        proxy_editors=("nadia",),
        proxy_from=("192.0.2.0/24",),
    )
    client.base_url = "http://desk.example"  # type: ignore[assignment]
    assert client.get("/me.json", headers={"x-user": "nadia"}).status_code == 403, "not asked by the proxy"
    with TestClient(client.app, base_url="http://desk.example", client=("192.0.2.9", 1)) as by_proxy:
        assert by_proxy.get("/me.json", headers={"x-user": "nadia"}).json()["role"] == "editor"
        assert by_proxy.get("/me.json", headers={"x-user": "omar"}).json()["role"] == "reader"
        assert by_proxy.get("/stories.json", headers={"accept": "application/json"}).status_code == 401


def test_sessions_and_attempts_end_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    at = [1000.0]
    monkeypatch.setattr("ontherecord.serve.sessions.time.monotonic", lambda: at[0])
    sessions, attempts = Sessions(), Attempts()
    secret = sessions.begin("nadia")
    at[0] += 11 * 3600
    assert sessions.name(secret) == "nadia"
    at[0] += 13 * 3600
    assert sessions.name(secret) is None
    for _ in range(8):
        attempts.failed("name nadia")
    assert attempts.wait("name nadia") > 0
    at[0] += 1000
    assert attempts.wait("name nadia") == 0
