"""What a study says of itself: title, language, whether it is made up, scope and limits."""

from dataclasses import dataclass

from sqlalchemy import select

from corpus.errors import Refused
from corpus.language import Language
from corpus.study import tables as t
from corpus.study.study import Study

SCOPE = "study"
"""The undo stack of a study's own facts."""


@dataclass(frozen=True)
class Facts:
    """A study's own facts; `scope` is carried into the report."""

    id: str
    title: str
    language: Language
    created: str
    made_up: bool
    scope: str


def load_facts(study: Study) -> Facts:
    """The facts as stored."""
    with study.read() as connection:
        row = connection.execute(select(t.study)).one()
    return Facts(row.id, row.title, row.language, row.created, row.made_up, row.scope)


def change_facts(study: Study, coder_id: str, *, title: str, scope: str) -> None:
    """Store another title or scope. Raises Refused where the title is empty."""
    title = " ".join(title.split())
    if not title:
        raise Refused("A study needs a title.")
    with study.act(coder_id, "study.change", scope=SCOPE) as act:
        act.details["title"] = title
        act.update(t.study, load_facts(study).id, {"title": title, "scope": scope.strip()})
