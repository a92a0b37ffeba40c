"""Who is away, who is on call, how each is reminded, and which pings were seen"""

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = sa.text("settled_at IS NULL")
UNREAD = sa.text("settled_at IS NULL AND read_at IS NULL AND passed_on_at IS NULL")
AT = Instant(timezone=True)


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_absence_person_id", "absence", ["person_id"])
    op.create_index("ix_absence_last_on", "absence", ["last_on"])
    op.create_table(
        "on_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("ended_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    for name in ("service_id", "person_id", "last_on"):
        op.create_index(f"ix_on_call_{name}", "on_call", [name])
    op.create_table(
        "habit",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest_at", sa.String(), nullable=True),
        sa.Column("all_clear", sa.Boolean(), nullable=False),
        sa.Column("digest_next", AT, nullable=True),
        sa.Column("digested_at", AT, nullable=True),
        sa.Column("reminded_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_index("ix_habit_digest_next", "habit", ["digest_next"])
    op.create_table(
        "put_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_put_off_until", "put_off", ["until"])
    op.create_index("ix_put_off_person_id", "put_off", ["person_id"])
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("read_at", AT, nullable=True),
        sa.Column("failed_at", AT, nullable=True),
        sa.Column("passed_on_at", AT, nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alert_notice_id", "alert", ["notice_id"])
    op.create_index("ix_alert_case", "alert", ["case_id"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("ix_alert_person", "alert", ["person_id"], sqlite_where=UNREAD, postgresql_where=UNREAD)
    op.create_index("ix_alert_unread", "alert", ["made_at"], sqlite_where=UNREAD, postgresql_where=UNREAD)


def downgrade() -> None:
    for name in ("alert", "put_off", "habit", "on_call", "absence"):
        op.drop_table(name)
