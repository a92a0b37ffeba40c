"""Whom outside the home somebody has to tell of a case"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("proposed_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("settled_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by", storage.sealing.Sealed(), nullable=True),
        sa.Column("reference", storage.sealing.Sealed(), nullable=True),
        sa.Column("reason", storage.sealing.Sealed(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["settled_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "duty"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_body_duty_case_id", "body_duty", ["case_id"])


def downgrade() -> None:
    op.drop_table("body_duty")
