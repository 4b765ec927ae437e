"""A text against the tables behind it: numbers that are not the study's, "none" where somebody does, groups that nobody
interviewed, and one group's account of another told as that group's own.

Words that are stronger than their count are found by `coding.synthesis.check`; this finds what is wrong in other ways.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from coding.evidence import Evidence
from coding.number_words import USUAL, Count, Ladder, Step, strongest
from coding.overstated_words import is_person, people_stems
from coding.suggesting.words import stem, tokens
from coding.synthesis.check import named_position
from coding.synthesis.positions import Cell
from coding.written.claims import Claim, claims_of, without_labels
from coding.written.texts import NamedText, Sentence, sentences_of
from corpus.language import Language, guess_language
from corpus.participants import Participant

Kind = Literal["none", "too weak", "other number", "asked", "cases", "not interviewed", "about others", "total"]
"""`none`: "ingen" where somebody says it. `too weak`: a word for a few where most do. `other number`: an exact number
that the table does not have. `asked`: N is not how many were asked. `cases`: more cases than the group was interviewed
in. `not interviewed`: what a group holds, where nobody of it was asked. `about others`: in one group's summary, what
another one thinks. `total`: a number of interviews or informants that the study does not have."""


@dataclass(frozen=True)
class Contradiction:
    """Words of a text, at its code points, that its table does not bear out; `holds` is what the table has."""

    kind: Kind
    text: NamedText
    start: int
    end: int
    words: str
    holds: str = ""


def contradictions(
    text: NamedText, evidence: Evidence, cell: Cell | None = None, ladder: Ladder = USUAL
) -> tuple[Contradiction, ...]:
    """What a text says that the study's tables do not hold, in its order. `cell` is what it is about, if any."""
    check = _Check(text, evidence, cell, guess_language(text.text), ladder)
    labels = tuple(person.label for person in evidence.asked)
    found: list[Contradiction] = []
    for sentence in sentences_of(text.text):
        claimed = claims_of(without_labels(sentence.words, labels), check.language, ladder)
        claims = [each for each in claimed if not each.often and not each.negated]
        if cell is not None:
            found += check.against_cell(sentence, claims, cell)
        found += check.against_cases(sentence, claims)
        if text.group_id is None:
            found += check.against_totals(sentence, claims)
        found += check.about_groups(sentence)
    return tuple(sorted(found, key=lambda each: each.start))


def named_code(words: str, name: str, language: Language) -> bool:
    """Whether a sentence has all longer words of a code's name."""
    wanted = {token.stem for token in tokens(name, language) if token.end - token.start >= 4}
    return bool(wanted) and wanted <= {token.stem for token in tokens(words, language)}


@dataclass(frozen=True)
class _Check:
    text: NamedText
    evidence: Evidence
    cell: Cell | None
    language: Language
    ladder: Ladder

    def against_cell(self, sentence: Sentence, claims: Sequence[Claim], cell: Cell) -> Iterator[Contradiction]:
        book = self.evidence.codebook
        named = named_position(sentence.words, cell, book, self.language)
        of_code = named_code(sentence.words, book.code(cell.code_id).name, self.language)
        count = cell.count if named is None else named.count
        names = [group.name for group in self.evidence.groups if group.id == self.text.group_id]
        people = {stem(w.lower(), self.language) for name in names for w in name.split()} | people_stems(self.language)
        for claim in claims:
            if claim.whole or (claim.noun and not is_person(claim.noun, people)):
                continue
            best = strongest(count, self.ladder)
            kind = _kind(claim, count, best, of_position=named is not None, of_code=of_code)
            if kind is not None:
                yield self._at(kind, sentence, claim, f"{count.informants}/{count.asked}")

    def against_cases(self, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Contradiction]:
        own = self.evidence.asked if self.text.group_id is None else self.evidence.asked_in(self.text.group_id)
        for claim in claims:
            depth = _depth(claim.noun, self.language)
            if depth is None or claim.whole:
                continue
            have, every = _cases(own, depth), _cases(self.evidence.asked, depth)
            number = claim.amount if claim.of is None else claim.of
            too_many = not isinstance(number, Step) and number > have
            if every and (too_many or (claim.amount is Step.ALL and have < every)):
                yield self._at("cases", sentence, claim, f"{have}/{every}")

    def against_totals(self, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Contradiction]:
        evidence = self.evidence
        totals = (
            (_INFORMANTS, len(evidence.asked)),
            (_INTERVIEWS, len({document for own in evidence.interviews.values() for document in own})),
        )
        for claim in claims:
            number = claim.amount if claim.of is None else claim.of
            for nouns, known in totals:
                stems = {stem(word, self.language) for word in nouns[self.language].split()}
                if not isinstance(number, Step) and claim.noun in stems and number > known:
                    yield self._at("total", sentence, claim, str(known))

    def about_groups(self, sentence: Sentence) -> Iterator[Contradiction]:
        said = tokens(sentence.words, self.language)
        groups = {
            stem(word.lower(), self.language): group
            for group in self.evidence.groups
            for word in group.name.split()
            if group.key != "other"
        }
        for token, following in pairwise(said):
            group = groups.get(token.stem)
            verb = sentence.words[following.start : following.end].lower()
            if group is None or group.id == self.text.group_id or verb not in _VOICE[self.language].split():
                continue
            # "lederne siger, at borgerne mener" is told as the leaders' account already
            if re.search(_TOLD[self.language], sentence.words[: token.start], re.IGNORECASE):
                continue
            start, end = sentence.start + token.start, sentence.start + following.end
            words = self.text.text[start:end]
            if not self.evidence.asked_in(group.id):
                yield Contradiction("not interviewed", self.text, start, end, words, group.name)
            elif self.text.group_id is not None:
                yield Contradiction("about others", self.text, start, end, words, group.name)

    def _at(self, kind: Kind, sentence: Sentence, claim: Claim, holds: str) -> Contradiction:
        start, end = sentence.start + claim.start, sentence.start + claim.end
        return Contradiction(kind, self.text, start, end, claim.words, holds)


def _kind(claim: Claim, count: Count, best: Step, *, of_position: bool, of_code: bool) -> Kind | None:
    if claim.of is not None:
        if claim.of != count.asked:
            return "asked"
        return "other number" if of_position and claim.amount != count.informants else None
    if claim.amount is Step.NONE:
        return "none" if count.informants and (of_position or of_code) else None
    if not of_position:
        return None
    if isinstance(claim.amount, Step):
        return "too weak" if claim.amount in _WEAK and best >= Step.MOST else None
    return "other number" if claim.amount < count.informants else None


def _cases(people: Sequence[Participant], depth: int) -> int:
    paths = [person.case.path for person in people if person.case]
    return len({path[: depth + 1] for path in paths if len(path) > depth})


def _depth(noun: str, language: Language) -> int | None:
    """Whether a noun is of the outermost cases (0) or of those within (1); None where it is neither."""
    for depth, words in enumerate(_CASES[language]):
        if noun and any(noun.endswith(stem(word, language)) for word in words.split()):
            return depth
    return None


_WEAK: Final = frozenset({Step.ONE, Step.FEW, Step.SOME})
_CASES: Final = {
    "da": ("kommuner region byer", "arbejdspladser virksomheder steder institutioner"),
    "en": ("municipalities regions towns", "workplaces companies sites institutions"),
}
_INFORMANTS: Final = {
    "da": "informanter interviewpersoner interviewede personer deltagere",
    "en": "informants interviewees participants people",
}
_INTERVIEWS: Final = {"da": "interview interviews samtaler", "en": "interviews conversations"}
_VOICE: Final = {
    "da": "mener oplever føler synes tænker ønsker savner frygter tror vurderer finder",
    "en": "think feel believe want wish fear experience find miss",
}
_TOLD: Final = {
    "da": r"\b(?:siger|mener|fortæller|oplever|vurderer|beskriver|tror|indtryk|ifølge)\b",
    "en": r"\b(?:say|says|think|thinks|tell|tells|describe|believe|impression|according)\b",
}
