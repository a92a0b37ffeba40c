"""What people ask about their data, and the review of records whose time is over"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WAITS = sa.text("ping_at IS NOT NULL")
UNDECIDED = sa.text("decided_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", storage.sealing.Sealed(), nullable=True),
        sa.Column("asked_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("due_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("ping_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("pinged_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("acknowledged_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("answered_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("answer", storage.sealing.Sealed(), nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["handled_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_data_request_provider_id", "data_request", ["provider_id"])
    op.create_index("ix_data_request_person_id", "data_request", ["person_id"])
    op.create_index(
        "ix_data_request_ping", "data_request", ["ping_at"], sqlite_where=WAITS, postgresql_where=WAITS
    )
    op.create_table(
        "retention_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("due_at", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("decided_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decider_role", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("reason", storage.sealing.Sealed(), nullable=True),
        sa.Column("again_at", storage.instants.Instant(timezone=True), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_retention_review_case_id", "retention_review", ["case_id"])
    op.create_index(
        "ix_review_open",
        "retention_review",
        ["case_id"],
        unique=True,
        sqlite_where=UNDECIDED,
        postgresql_where=UNDECIDED,
    )
    op.create_index("ix_case_closed", "report_case", ["closed_at"])


def downgrade() -> None:
    op.drop_index("ix_case_closed", "report_case")
    op.drop_table("retention_review")
    op.drop_table("data_request")
