"""Ways of answering which code a passage has: plain ones to compare with, and the model before and after teaching."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from benchmarks.suggesting.measures import Answers, Numbers
from benchmarks.suggesting.passages import Passage
from codebooks.values import Codebook
from coding.suggesting import Example, Stretch, SuggestionModel
from coding.suggesting.values import PassageEncoder, Vectors
from coding.suggesting.words import tokens
from corpus.language import Language


def answers(scores: Numbers, passages: Sequence[Passage], book: Codebook, *, chances: bool = False) -> Answers:
    """Return scores (a column a top code, in the codebook's order) with what people said."""
    tops = [top.id for top in book.children(None)]
    given = np.array([[top in passage.tops() for top in tops] for passage in passages])
    return Answers(scores, given, [passage.source for passage in passages], chances)


def commonest(passages: Sequence[Passage], book: Codebook) -> Numbers:
    """Always the same answer: the codes by how often people gave them to these passages."""
    counted = Counter(top for passage in passages for top in passage.tops())
    return np.tile([float(counted[top.id]) for top in book.children(None)], (len(passages), 1))


def name_match(passages: Sequence[Passage], book: Codebook) -> Numbers:
    """How many words of the names of a code and those below it stand in the passage, by stems."""
    language: Language = "en" if book.language == "en" else "da"
    names = [
        {token.stem for code in (top, *book.descendants(top.id)) for token in tokens(code.name, language)}
        for top in book.children(None)
    ]
    said = [{token.stem for token in tokens(passage.stretch.text, language)} for passage in passages]
    return np.array([[float(len(words & own)) for own in names] for words in said])


def letters(passages: Sequence[Passage], book: Codebook) -> Numbers:
    """Cosine of character n-grams (tf-idf) between the passage and all that is said of a code and those below it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    said = [
        " ".join(
            " ".join((code.name, code.definition, code.include, *code.examples, *code.signs))
            for code in (top, *book.descendants(top.id))
        )
        for top in book.children(None)
    ]
    counting = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    described = counting.fit_transform(said)
    return np.asarray((counting.transform([one.stretch.text for one in passages]) @ described.T).toarray())


def plain_cosine(passages: Sequence[Passage], book: Codebook, encoder: PassageEncoder) -> Numbers:
    """Cosine between the vector of the passage and that of the definition."""
    definitions = encoder.encode_passages([top.definition for top in book.children(None)])
    found = encoder.encode_passages([one.stretch.text for one in passages]) @ definitions.T
    return np.asarray(found, np.float64)


def asked(model: SuggestionModel, stretches: Sequence[Stretch], book: Codebook) -> Numbers:
    """The model's chances of the top codes."""
    columns = [model.code_ids.index(top.id) for top in book.children(None)]
    return model.chances(model.read(stretches))[:, columns]


def taught(
    model: SuggestionModel, passages: Sequence[Passage], vectors: Vectors, book: Codebook, *, each: int, draw: int
) -> Numbers:
    """The model's chances of every passage, after it was taught `each` passages per top code of other interviews.

    Interviews are dealt at random into four parts and each part is asked of a model taught by the other three.
    """
    chance = np.random.default_rng(draw)
    sources = chance.permutation(sorted({passage.source for passage in passages}))
    part = {source: at % 4 for at, source in enumerate(sources)}
    columns = [model.code_ids.index(top.id) for top in book.children(None)]
    read = model.read([passage.stretch for passage in passages], vectors)
    place = {id(passage): at for at, passage in enumerate(passages)}
    found = np.zeros((len(passages), len(columns)))
    for left_out in range(4):
        others = [at for at, passage in enumerate(passages) if part[passage.source] != left_out]
        lesson = _chosen([passages[at] for at in chance.permutation(others)], each)
        examples = [Example(one.stretch.text, vectors[place[id(one)]], one.codes, source=one.source) for one in lesson]
        rows = np.array([part[passage.source] == left_out for passage in passages])
        found[rows] = model.taught(examples).chances(read)[rows][:, columns]
    return found


def _chosen(passages: Sequence[Passage], each: int) -> list[Passage]:
    """Return the first passages until every code has been had `each` times, as far as there are so many."""
    had: Counter[str] = Counter()
    chosen = []
    for passage in passages:
        if any(had[top] < each for top in passage.tops()):
            chosen.append(passage)
            had.update(passage.tops())
    return chosen
