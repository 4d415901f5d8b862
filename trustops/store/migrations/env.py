"""Run by Alembic: our models, on the connection that :mod:`trustops.store.migrate` opened."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from trustops.models import Base


def plain_type(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """A migration names the database's own types, so that it still runs when our kinds have changed."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_type,
)
context.run_migrations()
