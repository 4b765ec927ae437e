"""The answer to a page that asks for the passages of a code."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from app.retrieval_view import retrieved
from coding.retrieval import place_of_document
from corpus.documents import list_documents
from corpus.study import Study
from tests import studies as s


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = s.small_study(tmp_path / "small.citat")
    yield made
    made.close()


def test_an_answer_counts_the_page_s_own_interview_apart(study: Study) -> None:
    here = s.document_id(study, "Leder 1")
    answer = retrieved(study, here, {"id": "w1", "code": "code-time"}, None)
    assert answer is not None
    assert (answer["here"], answer["others"]) == (1, {"passages": 3, "interviews": 3})
    assert answer["place"] == [head.id for head in list_documents(study)].index(here)
    assert answer["passages"][0]["voices"] == [{"label": "Leder 1", "group": answer["groups"][0]["name"]}]
    assert place_of_document(study, "no such document") == -1


def test_a_wish_that_is_none_is_not_answered_and_an_unknown_code_is_said_to_be_gone(study: Study) -> None:
    here = s.document_id(study, "Leder 1")
    assert retrieved(study, here, {"code": 7}, None) is None
    assert retrieved(study, here, "code-time", None) is None
    unknown = str(uuid4())
    assert retrieved(study, here, {"id": "w2", "code": unknown}, None) == {"id": "w2", "gone": True}
