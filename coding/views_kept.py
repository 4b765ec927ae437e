"""Whether suggestions were in view when a coding was made, so that nobody need guess afterwards how blind it was."""

from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from coding import tables as c
from corpus.study import Study


def keep_view(connection: Connection, coding_id: str, *, suggestions_shown: bool) -> None:
    """Keep what was in view when this coding was made; what is known of it already stays."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(
        insert(c.coding_view)
        .values(coding_id=coding_id, suggestions_shown=suggestions_shown)
        .on_conflict_do_nothing(index_elements=["coding_id"])
    )


def suggestions_shown(study: Study) -> Mapping[str, bool]:
    """Per coding id whether suggestions were shown when it was made; those of which nothing is known are left out."""
    with study.read() as connection:
        rows = connection.execute(select(c.coding_view.c.coding_id, c.coding_view.c.suggestions_shown)).all()
    return {row.coding_id: row.suggestions_shown for row in rows}
