"""Runs Alembic inside the connection that the database hands over."""

from alembic import context
from sqlmodel import SQLModel

import storage.tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
