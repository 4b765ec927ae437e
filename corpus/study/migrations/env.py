"""Alembic's entry: migrations run on the connection that `corpus.study.opening` hands over, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
