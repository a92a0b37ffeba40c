"""Clocks that stand still, are given more time, and are listed when they were missed"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BREACHED = sa.text("breached_at IS NOT NULL")


def upgrade() -> None:
    for name in ("frozen_at", "first_due_at", "breached_at"):
        op.add_column("clock", sa.Column(name, storage.instants.Instant(timezone=True), nullable=True))
    op.create_index("ix_clock_due", "clock", ["due_at"])
    op.create_index(
        "ix_clock_breached", "clock", ["breached_at"], sqlite_where=BREACHED, postgresql_where=BREACHED
    )


def downgrade() -> None:
    op.drop_index("ix_clock_breached", "clock")
    op.drop_index("ix_clock_due", "clock")
    for name in ("frozen_at", "first_due_at", "breached_at"):
        op.drop_column("clock", name)
