"""Whether suggestions were in view when a coding was made, so that nobody need guess afterwards how blind it was."""

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from coding import tables as c


def keep_view(connection: Connection, coding_id: str, *, suggestions_shown: bool) -> None:
    """Keep what was in view when this coding was made; what is known of it already stays."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(c.coding_view)
        .values(coding_id=coding_id, suggestions_shown=suggestions_shown)
        .on_conflict_do_nothing(index_elements=["coding_id"])
    )
