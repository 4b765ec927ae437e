"""How an answer is judged against what is known of a made-up study: found positions, false ones, counts, quotes."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from statistics import mean

from benchmarks.made_up.synthesis_study import PEOPLE, Half, Position, SynthesisStudy
from benchmarks.synthesising.ways import Answer, Way
from coding.evidence import Evidence
from coding.synthesis import Statement
from corpus.documents import load_document

HEAD = (
    f"{'':34}{'found':>7}{'of':>4}{'shared':>8}{'cells':>6}{'group':>6}{'n of N':>7}{'n true':>7}"
    f"{'verbatim':>9}{'spread':>7}{'heard':>6}{'precision':>10}{'recall':>7}"
)


@dataclass(frozen=True)
class Measured:
    """What came of one way on one half; shares lie from 0 to 1.

    `found` of `all` true positions of a cell have a position of their own: more than half of it is theirs, and it has
    at least half of their holders. `shared` is the same share of those that two people or more hold. `wrong_cells`
    have an answer where nobody says anything; `wrong_group` statements are of somebody outside the group, or of no
    informant; `wrong_counts` differ from the people behind them or from those asked; `true_counts` are the found
    positions whose n is that of the truth. `verbatim` quotes stand at their offsets. `spread` is how many people are
    quoted of those who could be. `heard` is the share of true positions with a quote. Precision and recall are those of
    the voices offered against the position that most hold.
    """

    found: float
    all: float
    shared: float
    wrong_cells: float
    wrong_group: float
    wrong_counts: float
    true_counts: float
    verbatim: float
    spread: float
    heard: float
    precision: float
    recall: float


def measure(made: SynthesisStudy, evidence: Evidence, half: Half, way: Way, seed: int) -> Measured:
    """Judge a way on all cells of a half."""
    judge = _Judge(made, evidence)
    chance = random.Random(seed)
    for code in dict.fromkeys(one.code for one in made.positions if one.half == half):
        found = evidence.codebook.find_path(code)
        for group in evidence.columns:
            if found is not None and group is not None:
                judge.judge(code, group.key, way(evidence, found.id, group.id, chance))
    return judge.measured()


def line(name: str, measured: Sequence[Measured]) -> str:
    """One line of the table: the mean of several runs."""
    m = Measured(*(mean(getattr(one, field.name) for one in measured) for field in fields(Measured)))
    return (
        f"{name:34}{m.found:7.1f}{m.all:4.0f}{m.shared:8.2f}{m.wrong_cells:6.1f}{m.wrong_group:6.1f}"
        f"{m.wrong_counts:7.1f}{m.true_counts:7.2f}{m.verbatim:9.2f}{m.spread:7.2f}{m.heard:6.2f}"
        f"{m.precision:10.2f}{m.recall:7.2f}"
    )


def group_of(label: str) -> str:
    """The key of the group that a made-up person is in."""
    return PEOPLE[label.split(maxsplit=1)[0]][0]


class _Judge:
    def __init__(self, made: SynthesisStudy, evidence: Evidence) -> None:
        self._made = made
        self._evidence = evidence
        self._texts: dict[str, str] = {}
        self._sum = Counter[str]()

    def judge(self, code: str, key: str, answer: Answer) -> None:
        truth = dict(self._holders(code, key))
        add = self._sum
        speaking = set(self._said(code, key))
        add["wrong_cells"] += bool(not speaking and (answer.positions or answer.quotes))
        every = [one for own in answer.positions for one in own]
        add["wrong_group"] += sum(group_of(one.voice.label) != key for one in every)
        asked = PEOPLE[next(word for word, (group, _) in PEOPLE.items() if group == key)][1]
        for own, count in zip(answer.positions, answer.counts, strict=True):
            add["wrong_counts"] += count.informants != len({one.voice.id for one in own}) or count.asked != asked
        for name, holders in truth.items():
            match = self._match(name, holders, answer.positions)
            add["all"] += 1
            add["found"] += match is not None
            add["several"] += len(holders) > 1
            add["several_found"] += len(holders) > 1 and match is not None
            add["true_counts"] += match is not None and {one.voice.label for one in match} == holders
            add["heard"] += any(self._position(one) == name for one, _ in answer.quotes)
        self._judge_quotes(answer, len(speaking))
        self._judge_counter(code, truth, answer)

    def measured(self) -> Measured:
        add = self._sum
        return Measured(
            add["found"],
            add["all"],
            add["several_found"] / add["several"],
            add["wrong_cells"],
            add["wrong_group"],
            add["wrong_counts"],
            add["true_counts"] / max(add["found"], 1),
            add["verbatim"] / max(add["quotes"], 1),
            add["quoted"] / max(add["quotable"], 1),
            add["heard"] / add["all"],
            add["right"] / max(add["offered"], 1),
            add["right"] / max(add["against"], 1),
        )

    def _judge_quotes(self, answer: Answer, speaking: int) -> None:
        for one, words in answer.quotes:
            text = self._text(one.document)
            self._sum["quotes"] += 1
            self._sum["verbatim"] += text[one.start : one.end] == one.words and one.words.startswith(words)
        self._sum["quoted"] += len({one.voice.id for one, _ in answer.quotes})
        self._sum["quotable"] += min(len(answer.quotes), speaking)

    def _judge_counter(self, code: str, truth: Mapping[str, set[str]], answer: Answer) -> None:
        most = max((len(holders) for holders in truth.values()), default=0)
        dominant = [name for name, holders in truth.items() if len(holders) == most]
        if most < 2 or len(dominant) > 1:
            return
        contrary = next(one for one in self._made.positions if one.name == dominant[0] and one.code == code).against
        against = {(name, label) for name in contrary for label in truth.get(name, ())}
        right = {(self._position(one), one.voice.label) for one in answer.counter} & against
        self._sum["against"] += len(against)
        self._sum["offered"] += len(answer.counter)
        self._sum["right"] += len(right)

    def _match(
        self, name: str, holders: set[str], positions: Sequence[Sequence[Statement]]
    ) -> Sequence[Statement] | None:
        for own in positions:
            theirs = [one for one in own if self._position(one) == name]
            if 2 * len(theirs) > len(own) and 2 * len({one.voice.label for one in theirs}) >= len(holders):
                return own
        return None

    def _position(self, one: Statement) -> str | None:
        return next((name for words, name in self._made.position_of.items() if words in one.words), None)

    def _holders(self, code: str, key: str) -> Iterator[tuple[str, set[str]]]:
        for position in self._of(code):
            if holders := {label for label in position.said if group_of(label) == key}:
                yield position.name, holders

    def _said(self, code: str, key: str) -> Iterator[str]:
        yield from (label for position in self._of(code) for label in position.said if group_of(label) == key)
        yield from (label for label in self._made.none[code] if group_of(label) == key)

    def _of(self, code: str) -> Iterator[Position]:
        return (one for one in self._made.positions if one.code == code)

    def _text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = load_document(self._made.study, document_id).text
        return self._texts[document_id]
