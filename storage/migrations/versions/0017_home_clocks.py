"""Clocks of a home"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "home_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("started_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("due_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("ping_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("pinged_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("met_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("met_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"]),
        sa.ForeignKeyConstraint(["met_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_home_clock_service_id", "home_clock", ["service_id"])
    op.create_index(
        "ix_home_clock_ping",
        "home_clock",
        ["ping_at"],
        sqlite_where=sa.text("ping_at IS NOT NULL"),
        postgresql_where=sa.text("ping_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("home_clock")
