"""How good suggestions are in the study itself: judged by its own decisions, and kept until those have changed.

A cache: nobody's word on the data, outside the log, and made anew where it is missing.
"""

import hashlib
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, insert, select

from coding import tables as c
from coding.codings import now
from coding.suggesting import Figures
from coding.suggestions import MadeWith
from coding.training import Lessons
from corpus.study import Study

FEWEST_NEW = 5
SHARE_NEW = 0.1
"""From so many coded passages more or less, and so large a share of them, the figures are worth making anew."""

_figures = TypeAdapter(Figures)


@dataclass(frozen=True)
class OwnFigures:
    """Figures of a model and codebook in a study. `told` is one value for the decisions they rest on, `revision` that
    of the log they were read at, `made` the time (ISO 8601, UTC)."""

    made_with: MadeWith
    told: str
    revision: int
    made: str
    figures: Figures

    def worth_making_anew(self, lessons: Lessons) -> bool:
        """Whether so much was decided since that other figures are to be expected."""
        more = abs(sum(1 for each in lessons if each.codes) - self.figures.passages)
        return more >= max(FEWEST_NEW, SHARE_NEW * self.figures.passages)


def told_by(lessons: Lessons) -> str:
    """One value for all that people have decided; the same for the same decisions."""
    said = [
        (each.document_id, each.start, each.end, each.text, sorted(each.codes), sorted(each.rejected))
        for each in lessons
    ]
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def load_own_figures(study: Study, made_with: MadeWith | None = None) -> OwnFigures | None:
    """The figures that were kept last, or those of this model and codebook; None where there are none to be read."""
    query = select(c.own_figures).order_by(c.own_figures.c.revision.desc()).limit(1)
    if made_with is not None:
        query = query.where(c.own_figures.c.model == str(made_with))
    with study.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        return None
    try:
        figures = _figures.validate_json(row.figures)
    except ValidationError:
        # written by another version of Citat
        return None
    return OwnFigures(MadeWith.read(row.model), row.told, row.revision, row.made, figures)


def keep_own_figures(study: Study, made_with: MadeWith, lessons: Lessons, figures: Figures) -> OwnFigures:
    """Keep these figures instead of all that were kept before."""
    kept = OwnFigures(made_with, told_by(lessons), lessons.revision, now(), figures)
    row = {"model": str(made_with), "told": kept.told, "revision": kept.revision, "made": kept.made}
    with study.write_unlogged() as connection:
        connection.execute(delete(c.own_figures))
        connection.execute(insert(c.own_figures).values(**row, figures=_figures.dump_json(figures).decode()))
    return kept
