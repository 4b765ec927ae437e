"""What a person says numbers from outside have to do with a theme of a group; marked when what it rests on changes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, cast, get_args
from uuid import uuid4

from sqlalchemy import select

from coding import tables as c
from coding.codings import now
from coding.evidence import Evidence
from coding.indicator_figures import NumbersBeside, theme_numbers
from coding.matrix import cell_excerpts
from coding.summaries import Summary, fingerprint
from corpus.errors import Refused
from corpus.indicators import SCOPE, Indicator
from corpus.study import Study

How = Literal["supports", "explains", "contradicts"]
About = Literal["theme", "summary"]
"""What a group says of a theme, or also what the researcher wrote about it."""
Changed = Literal["numbers", "codings", "words"]
"""What a link rests on that is not as it was when the link was made or read again."""

HOWS: Final[tuple[How, ...]] = get_args(How)
ABOUTS: Final[tuple[About, ...]] = get_args(About)
Summaries = Mapping[tuple[str, str], Summary]


@dataclass(frozen=True)
class IndicatorLink:
    """A person's word: numbers of `indicator_id` support, explain or contradict what a group says of a code.

    `rater` None means the numbers of all who filled it in. `note` is in the researcher's own words.
    """

    id: str
    indicator_id: str
    code_id: str
    group_id: str
    how: How
    note: str = ""
    rater: str | None = None
    about: About = "theme"
    numbers_fingerprint: str = ""
    codings_fingerprint: str = ""
    words_fingerprint: str = ""
    coder_id: str = ""
    changed: str = ""


@dataclass(frozen=True)
class LinkGround:
    """What links rest on: everything coded, the numbers beside it, and what is written."""

    beside: NumbersBeside
    summaries: Summaries

    @property
    def evidence(self) -> Evidence:
        """Everything coded."""
        return self.beside.evidence

    def indicator(self, link: IndicatorLink) -> Indicator:
        """What a link is about."""
        return self.beside.numbers.indicator(link.indicator_id)

    def marks(self, link: IndicatorLink) -> IndicatorLink:
        """The link with the fingerprints of what it rests on now."""
        written = self.summaries.get((link.code_id, link.group_id))
        return replace(
            link,
            numbers_fingerprint=self._numbers(link),
            codings_fingerprint=fingerprint(cell_excerpts(self.evidence, link.code_id, link.group_id)),
            words_fingerprint=_of(_words(written)) if link.about == "summary" else "",
        )

    def changed_since(self, link: IndicatorLink) -> tuple[Changed, ...]:
        """What changed since the link was made or read again; nothing where it still rests on the same."""
        present = self.marks(link)
        pairs: tuple[tuple[Changed, bool], ...] = (
            ("numbers", present.numbers_fingerprint != link.numbers_fingerprint),
            ("codings", present.codings_fingerprint != link.codings_fingerprint),
            ("words", present.words_fingerprint != link.words_fingerprint),
        )
        return tuple(name for name, is_other in pairs if is_other)

    def _numbers(self, link: IndicatorLink) -> str:
        """Of the numbers about the group's people and their cases, and of the scale they are read on."""
        found = theme_numbers(self.beside, link.indicator_id, link.code_id, link.group_id, link.rater)
        scale = self.indicator(link)
        lines = sorted(
            f"{line.subject.key} {line.rater} {point.moment} {point.value}"
            for line in found.lines
            for point in line.points
        )
        return _of("\n".join((f"{scale.low} {scale.high}", *lines)))


def list_indicator_links(study: Study) -> tuple[IndicatorLink, ...]:
    """All links, those of codes and groups in no particular order but always the same."""
    with study.read() as connection:
        rows = connection.execute(select(c.indicator_link).order_by(c.indicator_link.c.changed, c.indicator_link.c.id))
        return tuple(
            IndicatorLink(
                row.id,
                row.indicator_id,
                row.code_id,
                row.group_id,
                cast(How, row.how),
                row.note,
                row.rater,
                cast(About, row.about),
                row.numbers_fingerprint,
                row.codings_fingerprint,
                row.words_fingerprint,
                row.coder_id,
                row.changed,
            )
            for row in rows
        )


def new_indicator_link(
    indicator_id: str, code_id: str, group_id: str, how: How, *, rater: str | None = None, about: About = "theme"
) -> IndicatorLink:
    """A link with an id of its own that is not stored yet."""
    return IndicatorLink(str(uuid4()), indicator_id, code_id, group_id, how, rater=rater, about=about)


def save_indicator_link(
    study: Study, coder_id: str, link: IndicatorLink, ground: LinkGround, *, read_again: bool = True
) -> IndicatorLink:
    """Store a link with the fingerprints of what it rests on now, and return it as stored.

    Without `read_again` a stored one keeps the fingerprints it has: its words changed, but nobody looked anew. Raises
    Refused where the group has no such number, where it is about a summary that nobody has written, or without a note.
    """
    _refuse_empty(link, ground)
    marked = ground.marks(link) if read_again else link
    kept = replace(marked, note=link.note.strip(), coder_id=coder_id, changed=now())
    with study.act(coder_id, "indicator.link", scope=SCOPE) as act:
        act.details["name"] = ground.indicator(link).name
        act.details["code"] = ground.evidence.codebook.code(link.code_id).name
        stored = act.connection.execute(select(c.indicator_link.c.id).where(c.indicator_link.c.id == link.id)).first()
        if stored is None:
            act.insert(c.indicator_link, [vars(kept)])
        else:
            act.update(c.indicator_link, link.id, vars(kept))
    return kept


def remove_indicator_link(study: Study, coder_id: str, link: IndicatorLink, ground: LinkGround) -> None:
    """Take a link away. Raises Conflict where it is gone already."""
    with study.act(coder_id, "indicator.unlink", scope=SCOPE) as act:
        act.details["name"] = ground.indicator(link).name
        act.details["code"] = ground.evidence.codebook.code(link.code_id).name
        act.delete(c.indicator_link, link.id)


def _refuse_empty(link: IndicatorLink, ground: LinkGround) -> None:
    if not link.note.strip():
        raise Refused("Write in your own words what the numbers have to do with the theme.")
    found = theme_numbers(ground.beside, link.indicator_id, link.code_id, link.group_id, link.rater)
    if not any(line.first for line in found.lines):
        raise Refused(
            "{name} has no number about this group. Choose another indicator, group or person who filled it in.",
            name=ground.indicator(link).name,
        )
    written = ground.summaries.get((link.code_id, link.group_id))
    if link.about == "summary" and (written is None or written.empty):
        raise Refused("No summary is written of this theme in this group. Link the numbers to the theme instead.")


def _words(summary: Summary | None) -> str:
    if summary is None:
        return ""
    return "\n".join((summary.dominant, summary.nuances, summary.counter_voices, str(summary.counter_looked_for)))


def _of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
