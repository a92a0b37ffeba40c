"""What reporters in private did to a known case, and its files, wait for a random while"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("detail", storage.sealing.SealedJSON(), nullable=False),
        sa.Column("at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("ready_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kept_back_case_id", "kept_back", ["case_id"])
    op.create_index("ix_kept_back_ready_at", "kept_back", ["ready_at"])
    op.add_column("attachment", sa.Column("kept_back_id", sa.Integer(), nullable=True))
    op.create_index("ix_attachment_kept_back_id", "attachment", ["kept_back_id"])


def downgrade() -> None:
    op.drop_index("ix_attachment_kept_back_id", "attachment")
    op.drop_column("attachment", "kept_back_id")
    op.drop_table("kept_back")
