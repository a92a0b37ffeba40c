"""What was said to a reporter and can still be taken back"""

import sqlalchemy as sa
from alembic import op

import storage.instants
import storage.sealing

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("until", storage.instants.Instant(timezone=True), nullable=False),
        sa.Column("notices", sa.JSON(), nullable=False),
        sa.Column("positions", sa.JSON(), nullable=False),
        sa.Column("before", storage.sealing.SealedJSON(), nullable=False),
        sa.Column("after", storage.sealing.SealedJSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["report_case.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sending_case_id", "sending", ["case_id"])


def downgrade() -> None:
    op.drop_table("sending")
