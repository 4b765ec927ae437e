"""The people who code: each coding, decision and summary names one."""

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import insert, select

from corpus.errors import Refused
from corpus.study import Study
from corpus.study.tables import coder


@dataclass(frozen=True)
class Coder:
    """A person who codes in this study."""

    id: str
    name: str


def list_coders(study: Study) -> tuple[Coder, ...]:
    """All coders by name."""
    with study.read() as connection:
        rows = connection.execute(select(coder.c.id, coder.c.name)).all()
    return tuple(sorted((Coder(row.id, row.name) for row in rows), key=lambda known: known.name.casefold()))


def ensure_coder(study: Study, name: str) -> Coder:
    """The coder of this name, made if there is none; names differ whatever their case. Raises Refused if empty."""
    name = " ".join(name.split())
    if not name:
        raise Refused("A coder needs a name. Write your name or initials.")
    with study.write_unlogged() as connection:
        # Compared here, because SQLite knows the upper case of A to Z only: to it "Åse" is not "åse".
        for row in connection.execute(select(coder.c.id, coder.c.name)):
            if row.name.casefold() == name.casefold():
                return Coder(row.id, row.name)
        made = Coder(str(uuid4()), name)
        connection.execute(insert(coder).values(id=made.id, name=made.name))
        return made
