"""Updates of people who write faster than their allowance"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "queued_update",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("account_hash", sa.String(), nullable=False),
        sa.Column("content", storage.sealing.SealedJSON(), nullable=False),
        sa.Column("ready_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_queued_of", "queued_update", ["account_hash", "id"])
    op.create_index("ix_queued_ready", "queued_update", ["ready_at"])


def downgrade() -> None:
    op.drop_table("queued_update")
