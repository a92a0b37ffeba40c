"""Open cases of a home are found among many closed ones, and who holds a role anywhere"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.drop_index("ix_case_open", "report_case")
    op.create_index(
        "ix_case_open",
        "report_case",
        ["service_id", "next_due_at"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_membership_held", "membership", ["role", "ended_at"])


def downgrade() -> None:
    op.drop_index("ix_membership_held", "membership")
    op.drop_index("ix_case_open", "report_case")
    op.create_index("ix_case_open", "report_case", ["service_id", "next_due_at"], postgresql_where=OPEN)
