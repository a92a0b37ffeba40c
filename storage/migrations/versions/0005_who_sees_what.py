"""Whom a case goes to, who is kept out of it, who has opened it, and named safeguarding officers"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("provider", sa.Column("code", sa.String(), nullable=True))
    op.add_column(
        "membership", sa.Column("is_officer", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "report_case", sa.Column("is_safeguarding", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "report_case", sa.Column("keeps_out", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("report_case", sa.Column("goes_to", sa.String(), nullable=False, server_default="home"))
    op.create_table(
        "kept_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", storage.instants.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_kept_out_person_id", "kept_out", ["person_id"])
    op.create_table(
        "look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", storage.instants.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "person_id", "day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_look_person_id", "look", ["person_id"])


def downgrade() -> None:
    op.drop_table("look")
    op.drop_table("kept_out")
    for name in ("goes_to", "keeps_out", "is_safeguarding"):
        op.drop_column("report_case", name)
    op.drop_column("membership", "is_officer")
    op.drop_column("provider", "code")
