"""Runs Alembic inside the connection that the database hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel

import storage.tables

connection = context.config.attributes["connection"]


def render(form: str, item: Any, _context: Any) -> str | Literal[False]:
    """SQLModel's own string type is written as the plain one, so that a migration needs only SQLAlchemy."""
    return "sa.String()" if form == "type" and type(item).__name__ == "AutoString" else False


context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_item=render,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
