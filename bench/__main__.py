# SPDX-License-Identifier: Apache-2.0
"""`python -m bench`: the scores of every stage beside its peers, the gate, the floors.

    python -m bench                     every stage
    python -m bench quotations times    some stages
    python -m bench gate                fail if a score is below its floor
    python -m bench raise               raise the floors to today's scores (never lower them)
    python -m bench report              write docs/scores.md
    python -m bench train quotations    train the quotations model on PolNeAR (--data, --out)
    python -m bench errors times        the 30 worst errors of a stage, with the words around them
    python -m bench synth --articles N  write N articles of synthetic coverage and their truth (--seed, -o)

A stage is a module of this folder with `scores(data) -> Iterator[Score]`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.corpora import DEFAULT_DATA
from bench.floors import below, raised
from bench.report import table, write_report
from bench.score import Score

STAGES = (
    "segments",
    "quotations",
    "utterances",
    "times",
    "places",
    "names",
    "events",
    "factuality",
    "stories",
    "reprints",
    "rewrites",
    "versions",
    "timelines",
    "claims",
    "inside",
    "brief",
)
"""The gated stages, in the order in which text flows through them."""
BY_HAND = ("speed", "scaling", "joins", "reconciling", "trained", "warc", "watch", "archive", "serve")
"""Run only when named: machine-dependent figures, or long ones."""
MODEL = Path("quotations.model")
SYNTH = Path("synth.jsonl")


def main() -> int:
    """Run what the arguments name; exit status 1 if the gate fails."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="*", help="stages, or one of: gate, raise, report")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with the corpora")
    parser.add_argument("-o", "--out", type=Path, help="file that `train` or `synth` writes")
    parser.add_argument("--articles", type=int, default=10_000, help="how many `synth` writes")
    parser.add_argument("--stories", type=int, help="the most stories `synth` tells of (1: one giant story)")
    parser.add_argument("--seed", type=int, default=1, help="of `synth`: the same gives the same articles")
    arguments = parser.parse_intermixed_args()
    if arguments.what[:1] == ["train"]:
        return _train(parser, arguments.what[1:], arguments.data, arguments.out or MODEL)
    if arguments.what[:1] == ["errors"]:
        return _errors(parser, arguments.what[1:], arguments.data)
    if arguments.what == ["synth"]:
        synth = importlib.import_module("bench.synth")
        synth.write(arguments.articles, arguments.out or SYNTH, arguments.seed, stories=arguments.stories)
        return 0
    verbs = {"gate", "raise", "report"} & set(arguments.what)
    stages = [w for w in arguments.what if w not in verbs] or list(STAGES)
    unknown = [s for s in stages if s not in STAGES + BY_HAND]
    if unknown:
        parser.error(f"no such stage: {', '.join(unknown)}; there are {', '.join(STAGES + BY_HAND)}")
    if not arguments.data.is_dir():
        print(f"{arguments.data}: no corpora here; name their folder with --data", file=sys.stderr)
        return 0 if "gate" in verbs else 1
    found = list(_measured(stages, arguments.data))
    if "raise" in verbs:
        raised(found)
    if "report" in verbs:
        write_report(found)
    if "gate" in verbs:
        faults = below(found, stages)
        print(*faults, sep="\n")
        print(f"gate: {len(found)} figures, {len(faults)} below their floor")
        return 1 if faults else 0
    return 0


def _errors(parser: argparse.ArgumentParser, what: list[str], data: Path) -> int:
    errors = importlib.import_module("bench.errors")
    if not what or set(what) - set(errors.STAGES):
        parser.error(f"errors of what? There are: {', '.join(errors.STAGES)}")
    for stage in what:
        errors.show(stage, data)
    return 0


def _train(parser: argparse.ArgumentParser, what: list[str], data: Path, out: Path) -> int:
    if what != ["quotations"]:
        parser.error("train what? There is: train quotations --data DIR [--out FILE]")
    train = importlib.import_module("bench.train")
    try:
        train.quotations(data, out)
    except train.BadCorpus as fault:
        print(f"{data}: {fault}", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"{fault.filename or data}: {fault.strerror or fault}", file=sys.stderr)
        return 1
    return 0


def _measured(stages: list[str], data: Path) -> Iterator[Score]:
    for stage in stages:
        started = time.perf_counter()
        found = list(importlib.import_module(f"bench.{stage}").scores(data))
        print(f"\n{stage}  ({time.perf_counter() - started:.0f} s)")
        print(table(found), flush=True)
        yield from found


if __name__ == "__main__":
    sys.exit(main())
