"""Clocks of a home are given to somebody, put off by each for themselves, and say why they are late"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds no constraint later: it comes with the column.
    op.execute("ALTER TABLE home_clock ADD COLUMN handler_id INTEGER REFERENCES person (id)")
    op.create_table(
        "home_put_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", storage.instants.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["home_clock.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("clock_id", "person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_home_put_off_person_id", "home_put_off", ["person_id"])
    op.create_table(
        "home_clock_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock_id", sa.Integer(), nullable=False),
        sa.Column("at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("words", storage.sealing.Sealed(), nullable=True),
        sa.ForeignKeyConstraint(["clock_id"], ["home_clock.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_home_clock_entry_clock_id", "home_clock_entry", ["clock_id"])
    op.create_index("ix_home_clock_entry_person_id", "home_clock_entry", ["person_id"])


def downgrade() -> None:
    op.drop_table("home_clock_entry")
    op.drop_table("home_put_off")
    with op.batch_alter_table("home_clock") as table:
        table.drop_column("handler_id")
