"""Which questions of a guide are found where an interviewer asks them in other words: by words, and by meaning.

`python3 -m benchmarks guide` holds eight interviews of the sample study against `made_up/guide_questions.yaml`. Four of
them were for choosing the threshold, four only for reporting.
"""

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from app.sample import ensure_sample
from coding.guide_matches import AskedTurn, find_asked
from coding.guide_meaning import find_asked_by_meaning
from coding.interview_guide import GuideQuestion
from corpus.documents import list_documents, load_document
from corpus.embedding import load_encoder
from corpus.study import open_study

_TRUTH = Path(__file__).parent / "made_up" / "guide_questions.yaml"


def main(_arguments: Sequence[str]) -> int:
    """Print for each half and way how many of the asked questions are found, and how many finds are wrong."""
    truth = yaml.safe_load(_TRUTH.read_text(encoding="utf-8"))
    questions = [GuideQuestion(str(number), "", text) for number, text in truth["questions"].items()]
    encoder = load_encoder()
    counts: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        study = open_study(ensure_sample(Path(folder)))
        ids = {head.title: head.id for head in list_documents(study)}
        for title, interview in truth["asked"].items():
            document = load_document(study, ids[title])
            by_words = find_asked(questions, document, "da")
            by_meaning = find_asked_by_meaning(questions, document, encoder.encode_queries, encoder.encode_passages)
            ways = {"words": by_words, "meaning": by_meaning, "meaning, then words": {**by_words, **by_meaning}}
            for way, found in ways.items():
                _count(counts, (interview["half"], way), found, interview["turns"])
        study.close()
    print(f"{'half':8} {'way':20} found of asked, wrong")
    for half, way in sorted({key[:2] for key in counts}):
        right, asked, wrong = (counts[half, way, what] for what in ("right", "asked", "wrong"))
        print(f"{half:8} {way:20} {right} of {asked}, {wrong}")
    return 0


def _count(
    counts: Counter[tuple[str, str, str]],
    place: tuple[str, str],
    found: Mapping[str, AskedTurn],
    asked: Mapping[int, Any],
) -> None:
    counts[(*place, "asked")] += len(asked)
    for question_id, turn in found.items():
        right = turn.words in asked.get(int(question_id), ())
        counts[(*place, "right" if right else "wrong")] += 1


if __name__ == "__main__":
    raise SystemExit(main(()))
