# SPDX-License-Identifier: Apache-2.0
"""A Python door to a server: its addresses as functions that give records.

Comes in: the address of a server, a name and a password where it asks for them. Goes out: record types.
Refuses: what the server refuses, in its words (`AskedWrongly`). Score: none; `tests/serve/test_client.py`.

    with Client("http://127.0.0.1:8000") as desk:
        for story in desk.stories(words="ferry"):
            for claim in desk.data(story.id, "claims"):
                print(claim.standing, claim.text)
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import msgspec

from ontherecord.export import KINDS
from ontherecord.model import Datum
from ontherecord.serve.articles import ArticleTold, Found, FoundArticle
from ontherecord.serve.corrections import Begun, ProposalTold
from ontherecord.serve.intake import Accepted, JobTold
from ontherecord.serve.stories import StoryLine, StoryList

Given = TypeVar("Given")
Work = TypeVar("Work", JobTold, ProposalTold)
_A_STRETCH = 1000  # data of one request
_EVERY = 0.5  # seconds between two questions how far work has come


class AskedWrongly(Exception):
    """What the server refused, in its words."""


class Client:
    """One server, asked by one person."""

    def __init__(
        self,
        address: str,
        *,
        name: str = "",
        password: str = "",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(base_url=address, timeout=60, transport=transport)
        if name:
            self._post("/sign-in.json", {"name": name, "password": password})

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the connection."""
        self._http.close()

    def stories(
        self, words: str = "", *, outlet: str = "", day: str = "", since: str = ""
    ) -> Iterator[StoryLine]:
        """Stories, the newest first. Raises AskedWrongly."""
        page = pages = 1
        asked = {"words": words, "outlet": outlet, "day": day, "since": since}
        while page <= pages:
            told = self._get("/stories.json", StoryList, **asked, page=page)
            yield from told.stories
            page, pages = page + 1, told.pages

    def data(self, story: str, kind: str) -> Iterator[Any]:
        """The data of one list of a story's record, as its record type. Raises AskedWrongly, KeyError."""
        of_kind: type[Datum] = KINDS[kind]
        offset, total = 0, 1
        while offset < total:
            told = self._get(f"/stories/{story}/{kind}.json", dict[str, Any], offset=offset, limit=_A_STRETCH)
            yield from msgspec.convert(told["data"], tuple[of_kind, ...])  # type: ignore[valid-type]
            offset, total = offset + _A_STRETCH, told["total"]

    def article(self, id: str) -> ArticleTold:
        """An article, its text and the quotations in it. Raises AskedWrongly."""
        return self._get(f"/articles/{id}.json", ArticleTold)

    def search(self, words: str, page: int = 1) -> tuple[FoundArticle, ...]:
        """Articles that have these words. Raises AskedWrongly."""
        return self._get("/search.json", Found, words=words, page=page).articles

    def export(self, format: str, file: Path, *, story: str = "", quotes_only: bool = False) -> int:
        """Write a story, or all of them, in a format to a file as it comes; gives its bytes. Raises AskedWrongly."""
        address = f"/stories/{story}/export/{format}" if story else f"/export/{format}"
        asked = {"quotes_only": str(quotes_only).lower()}
        with self._http.stream(
            "GET", address, params=asked, headers={"accept": "application/json"}
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                answer.read()
                raise AskedWrongly(_said(answer))
            with file.open("wb") as kept:
                return sum(kept.write(piece) for piece in answer.iter_bytes())

    def add(
        self, text: str = "", *, addresses: Sequence[str] = (), files: Sequence[Path] = (), **said: str
    ) -> JobTold:
        """Add a text (with `headline`, `outlet`, `published`, `url`), addresses, files; gives what became of it
        when it is done. Raises AskedWrongly, OSError."""
        given = {"text": text, "addresses": "\n".join(addresses), **said, "token": self._token()}
        sent = [("files", (path.name, path.read_bytes())) for path in files]
        answer = self._http.post("/add", data=given, files=sent or {"files": ("", b"")})
        if answer.status_code != httpx.codes.SEE_OTHER:
            raise AskedWrongly(_said(answer))
        number = int(answer.headers["location"].rpartition("/")[2])
        return self._ended(Accepted(job=number, address=f"/jobs/{number}").address, JobTold)

    def propose(
        self, story: str, kind: str, ids: Sequence[str], *, wanted: str = "", why: str = ""
    ) -> ProposalTold:
        """What a decision would change (docs/decisions.md); nothing is kept yet. Raises AskedWrongly."""
        given = {"story": story, "kind": kind, "ids": list(ids), "wanted": wanted, "why": why}
        begun = msgspec.convert(self._post("/proposals.json", given), Begun)
        return self._ended(begun.address, ProposalTold)

    def keep(self, proposal: ProposalTold) -> JobTold:
        """Keep what was proposed, and wait until the stories say so. Raises AskedWrongly."""
        given = {"proposal": str(proposal.progress.number)}
        return self._ended(msgspec.convert(self._post("/decisions.json", given), Begun).address, JobTold)

    def _ended(self, address: str, of: type[Work]) -> Work:
        while not (told := self._get(f"{address}.json", of)).ended:
            time.sleep(_EVERY)
        return told

    def _token(self) -> str:
        return str(self._get("/me.json", dict[str, Any])["token"])

    def _get(self, address: str, of: type[Given], **asked: Any) -> Given:
        answer = self._http.get(address, params=asked, headers={"accept": "application/json"})
        if answer.status_code != httpx.codes.OK:
            raise AskedWrongly(_said(answer))
        return msgspec.json.decode(answer.content, type=of)

    def _post(self, address: str, given: dict[str, Any]) -> Any:
        answer = self._http.post(address, json=given, headers={"x-csrf-token": self._token()})
        if answer.status_code not in (httpx.codes.OK, httpx.codes.SEE_OTHER):
            raise AskedWrongly(_said(answer))
        return answer.json() if answer.status_code == httpx.codes.OK else None


def _said(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"the server answers {answer.status_code}"
