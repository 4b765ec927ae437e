"""A draft of a theme summary from templates that only state what the codings hold; every sentence has its passages.

A number in it is a number of informants whose passages have a code. What they mean by it is for the researcher to
write; the draft gives their own words instead.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebooks.values import Codebook
from coding.number_words import USUAL, WORDS, Count, Ladder, Step, number_word, strongest
from coding.synthesis.positions import Cell
from coding.synthesis.statements import Statement
from coding.synthesis.values import Position, Why
from corpus.language import Language, Texts

QUOTES = 2
"""Quotes of a position that most share; of a smaller one there is one."""

LONGEST = 60
"""Words of a quote in a draft; a longer one is cut at the last whole sentence before, or at a word."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a draft with the statements it rests on, all coded with `code_id` or below it.

    `quote` is set where it is somebody's words; `why` for a voice that may be against: offered, and a person judges.
    """

    text: str
    code_id: str
    statements: tuple[Statement, ...]
    quote: str = ""
    why: Why | None = None


@dataclass(frozen=True)
class Draft:
    """Proposed sentences for the three parts of a theme summary; a part with nothing behind it is empty."""

    dominant: tuple[Sentence, ...]
    nuances: tuple[Sentence, ...]
    counter_voices: tuple[Sentence, ...]


def write_draft(cell: Cell, codebook: Codebook, texts: Texts, language: Language, ladder: Ladder = USUAL) -> Draft:
    """Sentences for one cell, in the language of `texts`; words for numbers follow the ladder.

    Without sub-codes nobody has said what differs: then the dominant view is who speaks of the code at all, with
    quotes, and there are no nuances.
    """
    write = _Writer(codebook, texts, language, ladder)
    if not cell.positions:
        shown = Position(cell.code_id, cell.count, cell.rest)
        return Draft(tuple(write.position(shown, QUOTES + 1)) if cell.rest else (), (), ())
    dominant = [each for one in cell.dominant for each in write.position(one, QUOTES)]
    nuances = [each for one in cell.nuances for each in write.position(one, 1)]
    counter = [write.quote(one.statement, one.why) for one in cell.counter]
    return Draft(tuple(dominant), tuple(nuances), tuple(counter))


class _Writer:
    def __init__(self, codebook: Codebook, texts: Texts, language: Language, ladder: Ladder) -> None:
        self._codebook = codebook
        self._texts = texts
        self._language: Language = language
        self._ladder = ladder
        self._quoted: set[str] = set()

    def position(self, position: Position, quotes: int) -> Iterator[Sentence]:
        yield Sentence(self._how_many(position), position.code_id, position.statements)
        if position.subgroup is not None:
            yield Sentence(self._in_common(position), position.code_id, position.statements)
        for name in sorted({name for each in position.statements for name in each.about}):
            naming = tuple(each for each in position.statements if name in each.about)
            yield Sentence(self._about(naming, name), position.code_id, naming)
        for statement in self._of_different_people(position.statements, quotes):
            self._quoted.add(statement.voice.id)
            yield self.quote(statement)

    def quote(self, statement: Statement, why: Why | None = None) -> Sentence:
        words = shortened(statement.words)
        text = self._texts.gettext("{who}: “{quote}”").format(who=statement.voice.label, quote=words)
        return Sentence(text, statement.code, (statement,), words, why)

    def _how_many(self, position: Position) -> str:
        count = position.count
        sentence = self._texts.ngettext(
            "{word} ({count}) speaks of “{code}”.", "{word} ({count}) speak of “{code}”.", count.informants
        )
        return sentence.format(
            word=_capital(self._word(count)),
            count=count_words(count, self._texts),
            code=self._codebook.code(position.code_id).name,
        )

    def _word(self, count: Count) -> str:
        own = self._ladder.words[self._language][Step.ONE]
        if strongest(count, self._ladder) is Step.ONE and own == WORDS[self._language][Step.ONE]:
            return self._texts.gettext("one single person")
        return number_word(count, self._language, self._ladder)

    def _of_different_people(self, statements: Sequence[Statement], most: int) -> list[Statement]:
        """The first of each person; whom the draft has quoted already comes last, unless a star asks for them."""
        chosen: dict[str, Statement] = {}
        for each in sorted(statements, key=lambda one: (not one.starred, one.voice.id in self._quoted)):
            chosen.setdefault(each.voice.id, each)
        return list(chosen.values())[:most]

    def _in_common(self, position: Position) -> str:
        shared = position.subgroup
        if shared is None:
            return ""
        return self._texts.gettext(
            "All {informants} have “{attribute}: {value}”; of the {asked} asked, {have_it} have."
        ).format(
            informants=position.count.informants,
            attribute=shared.attribute,
            value=shared.value,
            asked=position.count.asked,
            have_it=shared.have_it,
        )

    def _about(self, naming: Sequence[Statement], name: str) -> str:
        people = len({each.voice.id for each in naming})
        return self._texts.ngettext(
            "{informants} of them also speaks about “{group}”: that is the speaker's account, not that group's view.",
            "{informants} of them also speak about “{group}”: that is the speakers' account, not that group's view.",
            people,
        ).format(informants=people, group=name)


def count_words(count: Count, texts: Texts) -> str:
    """A count with its units: "5 of 8 informants", and in how many conversations where group interviews are fewer."""
    said = texts.gettext("{informants} of {asked} informants").format(informants=count.informants, asked=count.asked)
    if count.conversations_held == count.asked:
        return said
    return texts.gettext("{count}, in {conversations} of {held} conversations").format(
        count=said, conversations=count.conversations, held=count.conversations_held
    )


def shortened(words: str) -> str:
    """The beginning of somebody's words, verbatim, no longer than a quote in a draft may be."""
    if len(words.split()) <= LONGEST:
        return words
    end, seen = 0, 0
    sentence = 0
    for at, sign in enumerate(words):
        if sign.isspace() and at and not words[at - 1].isspace():
            seen += 1
            if seen > LONGEST:
                break
            end = at
            if words[at - 1] in ".!?":
                sentence = at
    return words[: sentence or end]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
