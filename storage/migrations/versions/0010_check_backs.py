"""What reporters are asked later"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

IS_ASKED = sa.text("ask_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "check_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("ask_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("stopped_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "purpose"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_check_back_ask", "check_back", ["ask_at"], sqlite_where=IS_ASKED, postgresql_where=IS_ASKED
    )


def downgrade() -> None:
    op.drop_table("check_back")
