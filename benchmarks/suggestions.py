"""How good suggestions are, before any coding and after some, on passages that people coded.

    python3 -m benchmarks suggestions [--quotes QUOTES.jsonl] [--half A|B|AB] [--model MODEL]

Measured on the made-up sample study, and on real quotes where their file is named or lies in
../shared/evaluation/dev_quotes.jsonl. A line of that file is a JSON object with `id`, `text`, `speaker`, `main_code`
(barriers, core_task, meaning, cooperation or null) and `code_certain`. A hash of the id puts each quote in half A or
B. Nothing is chosen on B: it is printed once a method is finished.

Always split by interview: a passage is judged by a model that was taught nothing of its own interview.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.suggesting import ways
from benchmarks.suggesting.measures import HEAD, Answers, line
from benchmarks.suggesting.passages import Passage, in_english, quotes, sample_study, utterances, without_context
from codebooks.ready_made import load
from codebooks.values import Codebook
from coding.model_of_codebook import model_of
from coding.suggesting import Example, SuggestionModel, cross_validated, describe
from coding.suggesting.nearness import INGREDIENTS
from coding.suggestions import CachedEncoder
from corpus.embedding import load_encoder, shared_cache

QUOTES = Path("../shared/evaluation/dev_quotes.jsonl")
LESSONS = (2, 4, 8, 16)
DRAWS = 3
FOLDS = 5
WHOLE = "MODEL before any coding"


def main(arguments: list[str]) -> int:
    """Print the figures; return 0, also when there are no quotes to measure on, which is said loudly."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks suggestions")
    parser.add_argument("--quotes", type=Path, default=QUOTES)
    parser.add_argument("--half", choices=("A", "B", "AB"), default="A", help="halves of the quotes; B only to report")
    parser.add_argument("--model")
    options = parser.parse_args(arguments)
    encoder = load_encoder(options.model)
    known = CachedEncoder(encoder, shared_cache())
    print(f"model: {encoder.name} [{encoder.fingerprint}]")
    models = _models(known)
    sample = sample_study()
    measure("sample study (made up), coded passages", sample, known, models)
    by_code(sample, known, models[WHOLE])
    if not options.quotes.is_file():
        print(f"\nSKIPPED: there is no file {options.quotes}; real quotes were NOT measured")
    for half in options.half if options.quotes.is_file() else "":
        measure(f"real quotes, half {half}", quotes(options.quotes, half), known, models)
    translated(sample, known)
    languages(known)
    return 0


def measure(
    name: str, passages: Sequence[Passage], encoder: CachedEncoder, models: Mapping[str, SuggestionModel]
) -> None:
    """Print a line for each way of answering, on all passages and on those that another reader would code the same."""
    book = load("stakeholders-da")
    groups = {name: [True] * len(passages)}
    if not all(passage.clear for passage in passages):
        groups[f"{name}, clear ones"] = [passage.clear for passage in passages]
    found = _plain(passages, book, encoder) | _before(passages, book, models)
    found |= _after(passages, book, encoder, models[WHOLE])
    for group, rows in groups.items():
        print(f"\n{group}\n{HEAD}")
        for way, several in found.items():
            print(_mean_line(way, [one.only(rows) for one in several]), flush=True)


def by_code(passages: Sequence[Passage], encoder: CachedEncoder, model: SuggestionModel) -> None:
    """Print what the app would say of each code of the study, cross-validated by interview."""
    book = load("stakeholders-da")
    vectors = encoder.encode_passages([passage.stretch.text for passage in passages])
    examples = [
        Example(one.stretch.text, vector, one.codes, source=one.source)
        for one, vector in zip(passages, vectors, strict=True)
    ]
    figures = cross_validated(model, examples)
    print(f"\nper code, {figures.passages} passages of {figures.interviews} interviews, cross-validated by interview")
    for one in figures.codes:
        usual = one.shown["usual"]
        shares = [usual.right / of if of else None for of in (usual.suggested, one.passages)]
        numbers = (*shares, one.ordered, one.ordered_at_least)
        shown = " ".join(f"{'-' if number is None else f'{number:.2f}':>6}" for number in numbers)
        chance = "  no better than chance" if one.at_chance else ""
        print(f"{book.path_text(one.code_id):44} {one.passages:4} {usual.suggested:4} {shown}{chance}")


def translated(sample: Sequence[Passage], encoder: CachedEncoder) -> None:
    """Print how the model does on passages of the sample study in Danish and on the very same ones in English."""
    danish, english = in_english(sample)
    print(f"\n{len(danish)} passages of the sample study, bare words, before any coding\n{HEAD}")
    for talk, passages in (("Danish", danish), ("English", english)):
        for language, name in (("da", "Danish"), ("en", "English")):
            book = load(f"stakeholders-{language}")
            scores = ways.asked(model_of(book, encoder), [one.stretch for one in passages], book)
            print(line(f"{talk} talk, {name} codebook", ways.answers(scores, passages, book, chances=True)))


def languages(encoder: CachedEncoder) -> None:
    """Print how well utterances that were left out are told apart, in each language with each codebook."""
    print(f"\nmade-up utterances left out in turn\n{HEAD}")
    for talk in ("da", "en"):
        for language in ("da", "en"):
            scores, asked = [], []
            book = load(f"stakeholders-{language}")
            for fold in range(FOLDS):
                out, left = utterances(talk, fold, FOLDS)
                other = {"da": "en", "en": "da"}[talk]
                spoken = {talk: left, other: utterances(other, fold, FOLDS)[1]}
                model = SuggestionModel(
                    describe(book, spoken[language]),
                    encoder,
                    "en" if language == "en" else "da",
                    describe(
                        load("stakeholders-en" if language == "da" else "stakeholders-da"),
                        spoken["en" if language == "da" else "da"],
                    ),
                )
                scores.append(ways.asked(model, without_context(out), book))
                asked += out
            print(line(f"{talk} talk, {language} codebook", ways.answers(np.vstack(scores), asked, book, chances=True)))


def _plain(passages: Sequence[Passage], book: Codebook, encoder: CachedEncoder) -> dict[str, list[Answers]]:
    return {
        "always the commonest": [ways.answers(ways.commonest(passages, book), passages, book)],
        "match of names": [ways.answers(ways.name_match(passages, book), passages, book)],
        "character tf-idf to descriptions": [ways.answers(ways.letters(passages, book), passages, book)],
        "cosine to definitions": [ways.answers(ways.plain_cosine(passages, book, encoder), passages, book)],
    }


def _models(encoder: CachedEncoder) -> dict[str, SuggestionModel]:
    """Return the whole model and models that lack something, by what they lack."""
    book, english = load("stakeholders-da"), load("stakeholders-en")
    return {
        WHOLE: model_of(book, encoder),
        "  with the English codebook": model_of(english, encoder),
        "  without utterances and translation": SuggestionModel(describe(book), encoder),
        "  English codebook, without them": SuggestionModel(describe(english), encoder, "en"),
        **{f"  without {one}": model_of(book, encoder, INGREDIENTS - {one}) for one in sorted(INGREDIENTS)},
    }


def _before(
    passages: Sequence[Passage], book: Codebook, models: Mapping[str, SuggestionModel]
) -> dict[str, list[Answers]]:
    bare = without_context(passages)

    def row(model: SuggestionModel, *, context: bool = True) -> list[Answers]:
        stretches = [passage.stretch for passage in passages] if context else bare
        return [ways.answers(ways.asked(model, stretches, book), passages, book, chances=True)]

    rows = {name: row(model) for name, model in models.items()}
    rows["  without question and surroundings"] = row(models[WHOLE], context=False)
    return rows


def _after(
    passages: Sequence[Passage], book: Codebook, encoder: CachedEncoder, model: SuggestionModel
) -> dict[str, list[Answers]]:
    vectors = encoder.encode_passages([passage.stretch.text for passage in passages])
    return {
        f"MODEL with {each} coded passages a top code" if each < len(passages) else "MODEL with all coded passages": [
            ways.answers(
                ways.taught(model, passages, vectors, book, each=each, draw=draw), passages, book, chances=True
            )
            for draw in range(DRAWS)
        ]
        for each in (*LESSONS, len(passages))
    }


def _mean_line(name: str, several: Sequence[Answers]) -> str:
    """Return the line of several draws of lessons as one: every draw's answers, interviews drawn together."""
    together = Answers(
        np.vstack([one.scores for one in several]),
        np.vstack([one.given for one in several]),
        [source for one in several for source in one.sources],
        several[0].chances,
    )
    return line(name, together)
