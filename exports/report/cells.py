"""One code in one group as blocks: what the numbers say, the researcher's words, and quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from babel.dates import format_date

from codebooks.values import Code
from coding.codings import Passage
from coding.evidence import Excerpt
from coding.matrix import Cell, cell_excerpts
from coding.summaries import Summary, chosen_quotes, count_sentence, is_out_of_date
from coding.written.links import linked_sentence
from coding.written.texts import sentences_of, summary_key
from exports.quote_labels import quote_label
from exports.report.asked import silence_sentence
from exports.report.attribution import listed
from exports.report.blocks import Block, InlineQuotes, Item, Paragraph, Quote, Span, plain, written
from exports.report.material import Material
from exports.words import locale_of, role_word


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
        chosen = list(self._choose(code, stored, found, printed))
        printed.update(excerpt.passage for excerpt in chosen)
        for part, blocks in self._summary(stored):
            rests_on = self._rests_on(stored, part, found)
            yield from self._with_names(tuple(blocks), rests_on)
            own = [excerpt for excerpt in chosen if excerpt.passage in {each.passage for each in rests_on}]
            chosen = [excerpt for excerpt in chosen if excerpt not in own]
            yield from self._quotes(own, section)
        yield from self._quotes(chosen, section)

    def _quotes(self, chosen: Sequence[Excerpt], section: str) -> Iterator[Block]:
        quotes = [(excerpt, self._quote(excerpt, section)) for excerpt in chosen]
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

    def _summary(self, summary: Summary) -> Iterator[tuple[str, Iterator[Block]]]:
        """The parts of what is written, each with the field that it is kept in."""
        _ = self.material.texts.gettext
        if summary.empty:
            return
        if is_out_of_date(summary, self.material.evidence):
            day = format_date(_day(summary.changed), format="long", locale=locale_of(self.material.language))
            notice = _("Written on {day}. Codings have changed since: read the summary again.").format(day=day)
            yield "", iter((plain(notice, "notice"),))
        yield "dominant", written(summary.dominant, _("Dominant view."))
        yield "nuances", written(summary.nuances, _("Nuances."))
        against = _("Looked for; none found.") if summary.counter_looked_for else _("Nothing is written about them.")
        yield "counter_voices", written(summary.counter_voices.strip() or against, _("Counter-voices."))

    def _rests_on(self, summary: Summary, part: str, found: Sequence[Excerpt]) -> tuple[Excerpt, ...]:
        """The cell's passages that somebody linked to a sentence of this part which still stands."""
        links = (
            self.material.sentence_links.get(summary_key(summary.code_id, summary.group_id, part), ()) if part else ()
        )
        sentences = sentences_of(getattr(summary, part)) if links else ()
        standing = [link for link in links if linked_sentence(link, sentences) is not None]
        return tuple(
            excerpt
            for excerpt in found
            if any(
                link.document_id == excerpt.coding.document_id
                and link.start < excerpt.coding.end
                and excerpt.coding.start < link.end
                for link in standing
            )
        )

    def _with_names(self, blocks: Sequence[Block], rests_on: Sequence[Excerpt]) -> Iterator[Block]:
        """What is written, and behind its last words whose passages they rest on."""
        voices = {voice.id for excerpt in rests_on for voice in excerpt.voices}
        asked = [person for person in self.material.evidence.asked if person.id in voices]
        names = self.material.attribution.names(asked)
        for place, block in enumerate(blocks, start=1):
            if names and place == len(blocks) and isinstance(block, Paragraph | Item):
                words = self.material.texts.gettext("(rests on {names})")
                said = words.format(names=listed(names, self.material.language))
                yield replace(block, spans=(*block.spans, Span(f" {said}", "muted")))
            else:
                yield block

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
        label = quote_label(excerpt, self.material.texts, self.material.language, names=self.material.attribution.names)
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
