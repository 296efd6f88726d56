#!/bin/sh
# Prints the first Python (3.11 or later) that really runs and can make a virtual environment.
# A name on the PATH may be a shim without an interpreter behind it, so each one is tried first.
for candidate in "${PYTHON:-}" python3.13 python3.12 python3 python3.11 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys, venv, ensurepip, sqlite3; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
done
echo "No Python 3.11 or later with venv found: install one (on Debian: apt-get install python3 python3-venv)." >&2
exit 1
