"""Reports in private are kept back for a while"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT_BACK = sa.text("hidden_until IS NOT NULL")


def upgrade() -> None:
    op.add_column(
        "report_case", sa.Column("hidden_until", storage.instants.Instant(timezone=True), nullable=True)
    )
    op.create_index(
        "ix_case_waiting",
        "report_case",
        ["hidden_until"],
        sqlite_where=KEPT_BACK,
        postgresql_where=KEPT_BACK,
    )

    op.create_table(
        "code_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who_hash", sa.String(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wait_until", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("forget_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("who_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_code_try_forget_at", "code_try", ["forget_at"])


def downgrade() -> None:
    op.drop_table("code_try")
    op.drop_index("ix_case_waiting", "report_case")
    op.drop_column("report_case", "hidden_until")
