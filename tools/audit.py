# SPDX-License-Identifier: Apache-2.0
"""Known vulnerabilities of everything the lock names, as `pip-audit` tells them; and, plainly, what it could not check.

    python tools/audit.py [options of pip-audit, such as -s osv]

Needs the package `pip-audit`, which the program does not, and a machine that reaches the database of PyPI, or with `-s osv`
that of OSV. pip-audit itself calls a lock clean of which it could look up nothing; here that is "not checked". Ends with 0
(all checked, nothing known), 1 (something is known) or 2 (not checked, or not all).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
CLEAN, KNOWN, UNCHECKED = 0, 1, 2


class Verdict(NamedTuple):
    """What a report comes to: the status the check ends with, and the words for it."""

    status: int
    words: str


def verdict(packages: Sequence[Mapping[str, Any]]) -> Verdict:
    """The verdict on the packages of a report of pip-audit, each with its known vulnerabilities or why it was skipped."""
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    known = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version yet'}"
        for one in packages
        for flaw in one.get("vulns", ())
    ]
    checked = f"{len(packages) - len(skipped)} of {len(packages)} packages were checked"
    if known:
        return Verdict(KNOWN, "\n".join([*known, checked]))
    if skipped or not packages:
        return Verdict(
            UNCHECKED, f"not checked: {checked}; the database of vulnerabilities does not answer here"
        )
    return Verdict(CLEAN, f"{checked}; nothing is known of any")


def report(options: Sequence[str]) -> Verdict:
    """The verdict on the lock."""
    if find_spec("pip_audit") is None:
        return Verdict(UNCHECKED, "not checked: pip-audit is not installed; pip install pip-audit")
    call = [
        "-m",
        "pip_audit",
        "-r",
        str(LOCK),
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-f",
        "json",
    ]
    done = subprocess.run([sys.executable, *call, *options], capture_output=True, text=True, check=False)
    try:
        return verdict(json.loads(done.stdout)["dependencies"])
    except ValueError:
        said = done.stderr.strip().rpartition("\n")[2]
        return Verdict(UNCHECKED, f"not checked: pip-audit ended without a report ({said})")


def main() -> None:
    """Print the verdict and end with its status."""
    found = report(sys.argv[1:])
    print(found.words)
    sys.exit(found.status)


if __name__ == "__main__":
    main()
