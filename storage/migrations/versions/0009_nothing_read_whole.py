"""Indexes for what was found by reading a whole table: one's own data, emptying old words, the end of keeping"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORDED = sa.text("about != 'emptied'")
PLAIN = (
    ("ix_notice_person", "notice", "person_id"),
    ("ix_timeline_entry_actor_id", "timeline_entry", "actor_id"),
    ("ix_action_owner_id", "action", "owner_id"),
    ("ix_agenda_item_added_by", "agenda_item", "added_by"),
)


def upgrade() -> None:
    for name, table, column in PLAIN:
        op.create_index(name, table, [column])
    op.create_index("ix_notice_worded", "notice", ["sent_at"], sqlite_where=WORDED, postgresql_where=WORDED)


def downgrade() -> None:
    op.drop_index("ix_notice_worded", "notice")
    for name, table, _column in PLAIN:
        op.drop_index(name, table)
