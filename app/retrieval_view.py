"""What the coding page shows of a code's passages in all interviews, when its browser part asks for them."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from app.use_words import places_used
from coding.codings import Coding
from coding.retrieval import CodedPassage, CodePassages, Order, passages_of_code, place_of_document
from coding.written import UsedPlaces
from corpus.language import ENGLISH, Texts
from corpus.study import Study

PORTION = 50
NOTHING_USED = UsedPlaces()


class Wish(BaseModel):
    """Which passages a browser asks for. `id` comes back with the answer; `after` is where the last portion ended."""

    id: Annotated[str, Field(min_length=1, max_length=60)]
    code: Annotated[str, Field(max_length=200)]
    below: bool = True
    group: str | None = None
    coder: str | None = None
    after: Order | None = None
    limit: Annotated[int, Field(ge=1, le=2_000)] = PORTION


def retrieved(
    study: Study,
    document_id: str,
    wish: object,
    reader: str | None = None,
    *,
    used: UsedPlaces = NOTHING_USED,
    texts: Texts = ENGLISH,
) -> Mapping[str, Any] | None:
    """The answer to a wish from the page of one document, ready to be sent; None where it is no wish.

    Passages of that document are counted apart from the others, because the browser knows them better: it has acts
    that the study has not. What is closed to the coder `reader` is left out (see `passages_of_code`). `used` says where
    passages are used; the words for that come from `texts`.
    """
    try:
        asked = Wish.model_validate(wish)
    except ValidationError:
        return None
    found = passages_of_code(
        study,
        asked.code,
        with_sub_codes=asked.below,
        group=asked.group,
        coder=asked.coder,
        reader=reader,
        after=asked.after,
        limit=asked.limit,
    )
    if found is None:
        return {"id": asked.id, "gone": True}
    answer = _answer(asked, found, document_id, place_of_document(study, document_id))
    return {**answer, "passages": [_passage(each, used, texts) for each in found.passages]}


def _answer(asked: Wish, found: CodePassages, document_id: str, document_place: int) -> Mapping[str, Any]:
    others = {key: count for key, count in found.count_by_document.items() if key != document_id}
    return {
        **asked.model_dump(exclude={"after", "limit"}),
        "continues": asked.after is not None,
        "document": document_id,
        "place": document_place,
        "codes": sorted(found.codes),
        "here": found.count_by_document.get(document_id, 0),
        "others": {"passages": sum(others.values()), "interviews": len(others)},
        "groups": [{"id": group.id, "name": group.name} for group in found.groups],
        "coders": [{"id": coder_id, "name": name} for coder_id, name in found.coders.items()],
        "more": found.more,
    }


def _passage(passage: CodedPassage, used: UsedPlaces, texts: Texts) -> Mapping[str, Any]:
    stretch = (passage.document_id, passage.start, passage.end)
    uses = used.of(stretch, [coding.id for coding in passage.codings])
    places = {"used": [f"{place} ({ways})" for place, ways, _key in places_used(uses, texts)]} if uses else {}
    return {
        **places,
        "codings": [_coding(coding) for coding in passage.codings],
        "document": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "title": passage.document,
        "quote": passage.quote,
        "turn": passage.turn,
        "voices": [{"label": voice.label, "group": voice.group} for voice in passage.voices],
        "order": passage.order,
    }


def _coding(coding: Coding) -> Mapping[str, Any]:
    return {
        "id": coding.id,
        "code": coding.code_id,
        "coder": coding.coder_id,
        "coder_name": coding.coder,
        "certainty": coding.certainty,
        "starred": coding.starred,
        "memo": coding.memo,
    }
