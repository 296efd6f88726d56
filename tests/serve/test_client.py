# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from ontherecord.model import Claim
from ontherecord.serve.client import AskedWrongly, Client


def test_a_program_reads_adds_corrects_and_exports(live: str, tmp_path: Path) -> None:
    with Client(live) as desk:
        ferry = next(desk.stories("ferry captain"))
        claims = list(desk.data(ferry.id, "claims"))
        assert claims
        assert all(isinstance(one, Claim) for one in claims)
        article = next(iter(desk.data(ferry.id, "articles")))
        assert desk.article(article.id).text
        assert desk.search("captain")
        written = desk.export("jsonl", tmp_path / "record.jsonl", story=ferry.id)
        assert written == (tmp_path / "record.jsonl").stat().st_size > 100_000
        added = desk.add(
            "Harbour reopens\n\nThe harbour of Marlow reopened on Friday, the mayor said.",
            outlet="Marlow Post",
        )
        assert added.progress.added == 1
        assert added.progress.state == "done"
        member = max(
            (m for m in desk.data(ferry.id, "cast") if m.kind == "person"), key=lambda m: len(m.mentions)
        )
        proposal = desk.propose(ferry.id, "rename", [member.id], wanted="Somebody Else", why="a test")
        assert any("Somebody Else" in d.words for e in proposal.effects for d in e.differences)
        assert desk.keep(proposal).progress.state == "done"
        assert "Somebody Else" in {m.name for m in desk.data(ferry.id, "cast")}
        with pytest.raises(AskedWrongly, match="no story has the id"):
            list(desk.data("nothing", "claims"))
        with pytest.raises(AskedWrongly, match="is no format"):
            desk.export("nothing", tmp_path / "x")
