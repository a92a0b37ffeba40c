"""Cases that belong together, and the harm that could have come of what happened"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("linked_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["report_case.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "other_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_link_other_id", "case_link", ["other_id"])
    op.add_column("report_case", sa.Column("possible_harm", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("report_case", "possible_harm")
    op.drop_table("case_link")
