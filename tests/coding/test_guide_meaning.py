"""A question asked in other words is offered by likeness, once what all have in common is taken away."""

from collections.abc import Sequence

import numpy as np

from coding.guide_meaning import FEWEST_QUESTIONS, FEWEST_TURNS, find_asked_by_meaning
from coding.interview_guide import GuideQuestion
from coding.reviewing.values import Vectors
from corpus.documents import Document, load_document
from corpus.study import Study
from tests.studies import add_interviews, document_id

TOPICS = ("tid", "sprog", "helbred", "frokost", "bus")
QUESTIONS = [GuideQuestion(topic, "", f"Hvordan er det med {topic}?") for topic in TOPICS]


def encode(texts: Sequence[str]) -> Vectors:
    """Every text is nearly the same but for the topic that it names, or that it names none, as to a model."""
    named = [[float(topic in text) for topic in TOPICS] for text in texts]
    rows = [[5.0, float(not any(topics)), *topics] for topics in named]
    made = np.array(rows, dtype=np.float32)
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def interview(study: Study, asked: Sequence[str]) -> Document:
    turns = [pair for words in asked for pair in (("Interviewer", words), ("Leder 1", "Ja, sprog og bus."))]
    add_interviews(study, {"Ny": tuple(turns)})
    return load_document(study, document_id(study, "Ny"))


def test_only_turns_of_the_interviewer_that_are_alike_enough_are_offered(study: Study) -> None:
    document = interview(
        study, ["Nå?", "Er der tid nok?", "Og så?", "Spiser I frokost?", "Ja?", "Mm.", "Hvad så?", "Nej?"]
    )
    found = find_asked_by_meaning(QUESTIONS, document, encode, encode)
    assert {each: turn.words for each, turn in found.items()} == {
        "tid": "Er der tid nok?",
        "frokost": "Spiser I frokost?",
    }
    turn = found["tid"]
    assert document.text[turn.start : turn.end] == turn.words


def test_too_few_turns_or_questions_have_no_mean_to_take_away(study: Study) -> None:
    document = interview(study, ["Er der tid nok?"] * (FEWEST_TURNS - 1))
    assert find_asked_by_meaning(QUESTIONS, document, encode, encode) == {}
    longer = load_document(study, document_id(study, "Leder 1"))
    assert find_asked_by_meaning(QUESTIONS[: FEWEST_QUESTIONS - 1], longer, encode, encode) == {}
