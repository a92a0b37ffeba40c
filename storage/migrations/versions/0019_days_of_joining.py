"""When somebody came is kept to the day"""

import sqlalchemy as sa
from alembic import op

import storage.instants

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for name in ("person", "membership"):
        there = sa.table(
            name, sa.column("id", sa.Integer()), sa.column("joined_at", storage.instants.Instant())
        )
        for number, at in connection.execute(sa.select(there.c.id, there.c.joined_at)).all():
            day = at.replace(hour=0, minute=0, second=0, microsecond=0)
            connection.execute(sa.update(there).where(there.c.id == number).values(joined_at=day))


def downgrade() -> None:
    """What was given up cannot be brought back."""
