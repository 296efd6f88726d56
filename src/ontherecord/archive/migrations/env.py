# SPDX-License-Identifier: Apache-2.0
"""What Alembic runs to bring an archive up to date; the connection comes from `schema.py`."""

from __future__ import annotations

from alembic import context

from ontherecord.archive.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
