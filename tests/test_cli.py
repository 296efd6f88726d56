# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ontherecord.cli import main
from tests.conftest import PAIR

VERBS = ("build", "verify", "explain", "export", "schema", "doctor")


def run(*arguments: object, stdin: bytes | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "out"
    status, stdout, stderr = run("build", PAIR, "-o", folder, "--no-cache", "--workers", 1)
    assert status == 0, stderr
    assert stdout == ""
    assert "Annotating ..." in stderr
    assert "Written:" in stderr
    return folder


def test_without_arguments_it_helps() -> None:
    _, stdout, stderr = run()
    assert all(verb in stdout + stderr for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps_with_an_example(verb: str) -> None:
    status, stdout, _ = run(verb, "--help")
    assert status == 0
    assert f"ontherecord {verb}" in stdout.split("Example", 1)[1]


def test_verify_passes_and_then_fails_on_one_changed_letter(out: Path) -> None:
    assert run("verify", out)[0] == 0
    path = next(out.glob("*/quotations.jsonl"))
    kept = path.read_text("utf-8")
    line = json.loads(kept.splitlines()[0])
    words = line["content"][0]["text"]
    path.write_text(
        kept.replace(json.dumps(words, ensure_ascii=False), json.dumps("X" + words[1:], ensure_ascii=False)),
        "utf-8",
    )
    status, _, stderr = run("verify", out)
    path.write_text(kept, "utf-8")
    assert status == 1
    assert line["id"] in stderr
    assert stderr.count("\n") == 1


def test_explain_leads_down_to_words_and_outlet(out: Path) -> None:
    status, stdout, _ = run("explain", "b1", out)
    assert status == 0
    assert "citations[0]: “" in stdout
    assert ".." in stdout


def test_explain_of_an_unknown_id_says_where_ids_stand(out: Path) -> None:
    status, _, stderr = run("explain", "zz-9", out)
    assert status == 1
    assert "ids stand in" in stderr


def test_schema_is_json_schema() -> None:
    made = json.loads(run("schema", "quotations")[1])
    assert made["$schema"].endswith("2020-12/schema")
    assert "speaker" in made["$defs"]["Quotation"]["properties"]
    assert set(json.loads(run("schema")[1])) >= {"articles", "claims", "brief", "manifest"}


def test_doctor_names_the_pipeline_and_licences() -> None:
    status, stdout, _ = run("doctor")
    assert status == 0
    assert "MIT" in next(line for line in stdout.splitlines() if line.startswith("pipeline"))
    assert "GeoNames" in stdout
    assert run("doctor", "--model", "no_such_pipeline")[0] == 1


def test_data_on_stdout_and_nothing_else(tmp_path: Path) -> None:
    report = PAIR.joinpath(sorted(p.name for p in PAIR.iterdir())[0]).read_bytes()
    status, stdout, stderr = run("build", "-", "-o", "-", "--quiet", "--no-cache", stdin=report)
    assert status == 0
    assert stderr == ""
    kinds = [json.loads(line)["kind"] for line in stdout.splitlines()]
    assert kinds[0] == "manifest"
    assert "quotations" in kinds


def test_refused_inputs_are_named_and_the_status_is_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    status, _, stderr = run("build", PAIR, tmp_path / "empty.txt", "-o", tmp_path / "out", "--no-cache")
    assert status == 1
    assert "refused: " in stderr
    assert "empty.txt" in stderr
    assert run("verify", tmp_path / "out")[0] == 0


def test_nothing_to_read_is_status_1(tmp_path: Path) -> None:
    status, _, stderr = run("build", tmp_path / "none.txt", "-o", tmp_path / "out", "--no-cache")
    assert status == 1
    assert "none.txt" in stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [["build"], ["build", "x"], ["build", "x", "-o"], ["frobnicate"], ["schema", "zebra"]]
)
def test_a_wrong_call_is_status_2(arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


def test_a_folder_that_is_not_ours_is_status_2_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    status, _, stderr = run("build", PAIR, "-o", tmp_path, "--no-cache")
    assert status == 2
    assert "choose" in stderr
    assert "Annotating" not in stderr


def test_an_unknown_pipeline_is_named_with_the_mend(tmp_path: Path) -> None:
    status, _, stderr = run(
        "build", PAIR, "-o", tmp_path / "out", "--model", "no_such_pipeline", "--no-cache"
    )
    assert status == 2
    assert "no_such_pipeline" in stderr
    assert "pip install" in stderr


def test_what_was_chosen_is_in_the_manifest_and_a_bad_file_is_one_line(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text('[[act]]\ntype = "AID"\nverbs = ["succour"]\n', "utf-8")
    chosen = ("--quotations", "all", "--lexicon", words)
    call = ("build", PAIR, "-o", tmp_path / "out", "--no-cache", "--workers", 1)
    assert run(*call, *chosen)[0] == 0
    settings = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["settings"]
    assert settings["quotations"] == "all"
    assert settings["lexicon"].startswith("words.toml sha256:")
    words.write_text('[[act]]\nverbs = ["succour"]\n', "utf-8")
    status, stdout, stderr = run(*call, *chosen)
    assert (status, stdout) == (2, "")
    assert stderr.startswith(f"ontherecord: lexicon {words}: [[act]] 1 has no 'type': take one of ACCUSE")
    assert stderr.count("\n") == 1


@pytest.mark.parametrize(("shell", "words"), [("bash", "complete"), ("zsh", "compdef"), ("fish", "complete")])
def test_the_shell_can_complete(shell: str, words: str) -> None:
    shown = CliRunner().invoke(
        main, [], prog_name="ontherecord", env={"_ONTHERECORD_COMPLETE": f"{shell}_source"}
    )
    assert words in shown.output


def test_the_shell_completes_verbs_and_formats() -> None:
    asked = {
        "_ONTHERECORD_COMPLETE": "bash_complete",
        "COMP_WORDS": "ontherecord export out gra",
        "COMP_CWORD": "3",
    }
    shown = CliRunner().invoke(main, [], prog_name="ontherecord", env=asked)
    assert "graphml" in shown.output
