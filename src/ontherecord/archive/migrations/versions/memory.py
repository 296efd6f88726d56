# SPDX-License-Identifier: Apache-2.0
"""The third schema: what tracing and grouping found in single articles and pairs, kept for the next update."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, LargeBinary

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "findings",
        Column("key", LargeBinary, primary_key=True),
        Column("value", LargeBinary, nullable=False),
    )
