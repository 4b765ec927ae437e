"""One code in one group as blocks: what the numbers say, the researcher's words, and quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from babel.dates import format_date

from codebooks.values import Code
from coding.evidence import Excerpt
from coding.matrix import Cell, cell_excerpts
from coding.summaries import Summary, chosen_quotes, count_sentence, is_out_of_date
from exports.quote_labels import quote_label
from exports.report.asked import silence_sentence
from exports.report.blocks import Block, InlineQuotes, Paragraph, Quote, Span, plain, written
from exports.report.material import Material
from exports.words import locale_of, role_word

Passage = tuple[str, int, int]


@dataclass
class Cells:
    """Writes the cells of one report. Remembers in which section each passage was quoted first."""

    material: Material
    quoted: dict[Passage, str] = field(default_factory=dict)

    def count(self, cell: Cell, code: Code) -> Paragraph:
        """What the numbers say."""
        name = self.material.group_name(cell)
        sentence = count_sentence(cell, code.name, name, self.material.texts)
        return plain(sentence + silence_sentence(self.material, cell), "count")

    def blocks(self, code: Code, cell: Cell, section: str, printed: set[Passage]) -> Iterator[Block]:
        """The cell, in the section of that key. `printed` are the passages quoted in it already; it grows."""
        stored = self.material.stored(cell)
        found = cell_excerpts(self.material.evidence, code.id, cell.group.id if cell.group else None)
        yield self.count(cell, code)
        yield from self._summary(stored)
        quotes = []
        for excerpt in self._choose(code, stored, found, printed):
            printed.add(excerpt.passage)
            quotes.append((excerpt, self._quote(excerpt, section)))
        yield from self._in_line([quote for excerpt, quote in quotes if self._short(excerpt)])
        yield from (quote for excerpt, quote in quotes if not self._short(excerpt))

    def has_own(self, cell: Cell) -> bool:
        """A group whose passages all have sub-codes is read there; its number stands in the chapter's table."""
        if self.material.has_words(cell):
            return True
        if self.material.plan.only_written:
            return False
        found = cell_excerpts(self.material.evidence, cell.code_id, cell.group.id if cell.group else None)
        return any(excerpt.coding.code_id == cell.code_id for excerpt in found)

    def _summary(self, summary: Summary) -> Iterator[Block]:
        _ = self.material.texts.gettext
        if summary.empty:
            yield Paragraph((Span(_("No summary has been written yet.")),), "note", with_next=True)
            return
        if is_out_of_date(summary, self.material.evidence):
            day = format_date(_day(summary.changed), format="long", locale=locale_of(self.material.language))
            notice = _("Written on {day}. Codings have changed since: read the summary again.").format(day=day)
            yield plain(notice, "notice")
        yield from written(summary.dominant, _("Dominant view."))
        yield from written(summary.nuances, _("Nuances."))
        against = _("Looked for; none found.") if summary.counter_looked_for else _("Nothing is written about them.")
        yield from written(summary.counter_voices.strip() or against, _("Counter-voices."))

    def _choose(
        self, code: Code, wanted: Summary, found: Sequence[Excerpt], printed: set[Passage]
    ) -> tuple[Excerpt, ...]:
        """The researcher's quotes; else some of this very code, its sub-codes having sections of their own.

        Nothing that this section has printed already, and no passage twice because two coders coded it.
        """
        fresh = [x for x in found if x.passage not in printed]
        if not set(wanted.evidence) & {x.coding.id for x in found}:
            wanted = replace(wanted, evidence=())
            fresh = [x for x in fresh if x.coding.code_id == code.id]
        chosen = chosen_quotes(wanted, fresh, self.material.plan.quotes) if fresh else ()
        return tuple({x.passage: x for x in reversed(chosen)}.values())[::-1]

    def _quote(self, excerpt: Excerpt, section: str) -> Quote:
        label = quote_label(excerpt, self.material.texts, self.material.language, name=self.material.attribution.name)
        first = self.quoted.setdefault(excerpt.passage, section)
        return Quote(tuple(self._lines(excerpt)), label, section, first)

    def _lines(self, excerpt: Excerpt) -> Iterator[tuple[Span, ...]]:
        """The passage speaker by speaker, verbatim; who speaks is only said where there are several.

        One that the researcher shortened is printed so; that its words are the passage's own was held when it was kept.
        """
        shortened = self.material.shortened.get(excerpt.passage)
        if shortened is not None and one_speaks(excerpt):
            yield (Span(shortened),)
            return
        names = {voice.label: self.material.attribution.name(voice) for voice in excerpt.voices}
        several = not one_speaks(excerpt)
        for part, words in excerpt.said:
            own = part.speaker in names
            speaker = names[part.speaker] if own else role_word(part.role, self.material.texts)
            lead = (Span(f"{speaker}: ", "muted"),) if several else ()
            yield (*lead, Span(words, "plain" if own else "muted"))

    def _short(self, excerpt: Excerpt) -> bool:
        words = self.material.shortened.get(excerpt.passage, excerpt.quote).split()
        return len(excerpt.parts) <= 1 and len(words) <= self.material.plan.inline_words

    @staticmethod
    def _in_line(quotes: Sequence[Quote]) -> Iterator[Block]:
        if quotes:
            yield InlineQuotes(tuple(quotes))


def one_speaks(excerpt: Excerpt) -> bool:
    """Whether a passage holds one person's words alone: only then can it be shortened."""
    return len({(part.speaker, part.role) for part in excerpt.parts}) <= 1


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()
