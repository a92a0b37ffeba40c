"""The statuses of a case's life in place of "open"; closed cases and deleted ones keep theirs"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE report_case SET status = 'told' WHERE status = 'open' AND id IN "
        "(SELECT case_id FROM timeline_entry WHERE act = 'answer')"
    )
    op.execute("UPDATE report_case SET status = 'looked_into' WHERE status = 'open'")


def downgrade() -> None:
    op.execute("UPDATE report_case SET status = 'closed' WHERE status IN ('duplicate', 'not_ours')")
    op.execute("UPDATE report_case SET status = 'open' WHERE status NOT IN ('new', 'closed', 'erased')")
