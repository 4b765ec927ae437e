"""Theme summaries: one code in one group, what the evidence says in numbers, quotes to show, the researcher's text."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, select

from coding import tables as c
from coding.codings import now
from coding.evidence import Evidence, Excerpt
from coding.matrix import Cell, cell_excerpts
from corpus.language import Texts
from corpus.study import Act, Study

SCOPE = "summaries"
"""The undo stack of theme summaries."""

GOOD_LENGTH = range(12, 71)
"""Words of a quote that reads well in a report; shorter and longer ones come after these."""


@dataclass(frozen=True)
class Summary:
    """A researcher's words on one code in one group. `evidence` holds ids of the codings chosen as quotes, in order.

    `counter_looked_for` says that a person looked for voices against and found none.
    """

    code_id: str
    group_id: str
    dominant: str = ""
    nuances: str = ""
    counter_voices: str = ""
    counter_looked_for: bool = False
    evidence: tuple[str, ...] = ()
    evidence_fingerprint: str = ""
    revision: int = 0
    changed: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.dominant or self.nuances or self.counter_voices or self.counter_looked_for)


def list_summaries(study: Study) -> Mapping[tuple[str, str], Summary]:
    """All stored summaries by code id and group id."""
    with study.read() as connection:
        rows = connection.execute(select(c.summary)).all()
    return {
        (row.code_id, row.group_id): Summary(
            code_id=row.code_id,
            group_id=row.group_id,
            dominant=row.dominant,
            nuances=row.nuances,
            counter_voices=row.counter_voices,
            counter_looked_for=row.counter_looked_for,
            evidence=tuple(row.evidence),
            evidence_fingerprint=row.evidence_fingerprint,
            revision=row.revision,
            changed=row.changed,
        )
        for row in rows
    }


def save_summary(
    study: Study,
    coder_id: str,
    summary: Summary,
    evidence: Evidence,
    *,
    read_again: bool = True,
    with_it: Callable[[Act], None] | None = None,
) -> None:
    """Store a summary, with the fingerprint of the codings it was written on, so that it shows when they change.

    Quotes whose codings are gone are left out. Without `read_again`, one that is out of date stays so: the words
    changed, but nobody read the codings anew. `with_it` is done in the same act, so that undo takes both back.
    """
    with study.act(coder_id, "summary.save", scope=SCOPE) as act:
        if with_it is not None:
            with_it(act)
        act.details["code"] = evidence.codebook.code(summary.code_id).name
        values = {
            "dominant": summary.dominant,
            "nuances": summary.nuances,
            "counter_voices": summary.counter_voices,
            "counter_looked_for": summary.counter_looked_for,
            "evidence": still_there(act.connection, summary.evidence),
            "evidence_fingerprint": fingerprint(cell_excerpts(evidence, summary.code_id, summary.group_id)),
            "revision": evidence.revision,
            "coder_id": coder_id,
            "changed": now(),
        }
        stored = act.connection.execute(
            select(c.summary).where(c.summary.c.code_id == summary.code_id, c.summary.c.group_id == summary.group_id)
        ).one_or_none()
        if stored is None:
            keys = {"id": str(uuid4()), "code_id": summary.code_id, "group_id": summary.group_id}
            act.insert(c.summary, [{**keys, **values}])
            return
        if not read_again:
            values["evidence_fingerprint"], values["revision"] = stored.evidence_fingerprint, stored.revision
        act.update(c.summary, stored.id, values)


def still_there(connection: Connection, coding_ids: Sequence[str]) -> list[str]:
    """Of these codings those that a study has now, in their order."""
    there = set(connection.execute(select(c.coding.c.id).where(c.coding.c.id.in_(coding_ids))).scalars())
    return [coding_id for coding_id in coding_ids if coding_id in there]


def is_out_of_date(summary: Summary, evidence: Evidence) -> bool:
    """Whether codings of this code in this group were added, changed or removed since the summary was saved."""
    return summary.evidence_fingerprint != fingerprint(cell_excerpts(evidence, summary.code_id, summary.group_id))


def fingerprint(excerpts: Sequence[Excerpt]) -> str:
    """One value for a set of codings: it changes when one is added, removed, moved or recoded."""
    lines = sorted(f"{x.coding.id} {x.coding.code_id} {x.coding.start} {x.coding.end}" for x in excerpts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def pick_quotes(excerpts: Sequence[Excerpt], limit: int) -> tuple[Excerpt, ...]:
    """Up to `limit` quotes spread over informants: nobody is quoted twice before everybody has been once.

    Among an informant's passages a starred one comes first, then one the coder is certain of, then one of a length
    that reads well. Of passages that overlap only one is taken, and none in which no informant speaks.
    """
    waiting = [x for x in excerpts if x.voices]
    waiting.sort(key=_rank)
    chosen: list[Excerpt] = []
    quoted: Counter[str] = Counter()
    cases: Counter[object] = Counter()
    while waiting and len(chosen) < limit:
        best = min(waiting, key=lambda x: (*_times(quoted, x), min(cases[v.case] for v in x.voices)))
        chosen.append(best)
        quoted.update(v.id for v in best.voices)
        cases.update(v.case for v in best.voices)
        waiting = [x for x in waiting if not _overlap(x, best)]
    return tuple(chosen)


def chosen_quotes(summary: Summary, excerpts: Sequence[Excerpt], limit: int) -> tuple[Excerpt, ...]:
    """The quotes a researcher chose, in their order; where none is chosen, those `pick_quotes` would show."""
    by_id = {excerpt.coding.id: excerpt for excerpt in excerpts}
    own = tuple(by_id[coding_id] for coding_id in summary.evidence if coding_id in by_id)
    return own or pick_quotes(excerpts, limit)


def count_sentence(cell: Cell, code_name: str, group_name: str, texts: Texts) -> str:
    """What the numbers say in one sentence, each with its unit, never as a percentage."""
    _ = texts.gettext
    if cell.asked == 0:
        return _("Nobody in the group {group} was interviewed.").format(group=group_name)
    if cell.passages == 0:
        sentence = texts.ngettext(
            "{group}: the one informant interviewed has no passage coded “{code}”.",
            "{group}: none of the {asked} informants interviewed has a passage coded “{code}”.",
            cell.asked,
        )
        return sentence.format(group=group_name, asked=cell.asked, code=code_name)
    passages = texts.ngettext("{count} passage", "{count} passages", cell.passages).format(count=cell.passages)
    interviews = texts.ngettext("{count} interview", "{count} interviews", cell.interviews).format(
        count=cell.interviews
    )
    sentence = texts.ngettext(
        "{group}: {informants} of {asked} informants speaks of “{code}” ({passages} in {interviews}).",
        "{group}: {informants} of {asked} informants speak of “{code}” ({passages} in {interviews}).",
        cell.informants,
    )
    return sentence.format(
        group=group_name,
        informants=cell.informants,
        asked=cell.asked,
        code=code_name,
        passages=passages,
        interviews=interviews,
    )


def _rank(excerpt: Excerpt) -> tuple[bool, bool, bool, int, str]:
    words = len(excerpt.quote.split())
    distance = 0 if words in GOOD_LENGTH else min(abs(words - GOOD_LENGTH.start), abs(words - GOOD_LENGTH.stop))
    coding = excerpt.coding
    return (not coding.starred, coding.certainty != "certain", distance > 0, distance, coding.id)


def _times(quoted: Counter[str], excerpt: Excerpt) -> tuple[int, int]:
    """How often the most and the least quoted of its voices have been quoted."""
    times = [quoted[voice.id] for voice in excerpt.voices]
    return max(times), min(times)


def _overlap(one: Excerpt, other: Excerpt) -> bool:
    a, b = one.coding, other.coding
    return a.document_id == b.document_id and a.start < b.end and b.start < a.end
