"""Acts on the study's codebook: each does what it says and is undone, and none leaves a broken tree."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from codebooks.errors import CodebookRefused
from codebooks.values import Code, Codebook
from coding import codebook_store as store
from coding import tables as c
from coding.checking import check_study
from coding.codings import list_codings
from coding.evidence import load_evidence
from coding.summaries import list_summaries, save_summary
from corpus.coders import ensure_coder
from corpus.errors import Conflict, Refused
from corpus.study import Study, open_study
from tests.studies import ANNA, BO, CODEBOOK, LANGUAGE, PARAGRAPHS, TIME, apply_words, operate, small_study


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("codebook") / "template.citat"
    small_study(path).close()
    return path


@pytest.fixture
def study(template: Path, tmp_path: Path) -> Iterator[Study]:
    path = tmp_path / "study.citat"
    shutil.copy(template, path)
    study = open_study(path)
    yield study
    study.close()


@pytest.fixture
def anna(study: Study) -> str:
    return ensure_coder(study, ANNA).id


def state(study: Study) -> tuple[object, ...]:
    """Everything that an act on the codebook may touch."""
    with study.read() as connection:
        codes = connection.execute(select(c.code).order_by(c.code.c.id)).all()
        decided = connection.execute(
            select(c.suggestion).where(c.suggestion.c.status != "pending").order_by(c.suggestion.c.id)
        ).all()
    return tuple(map(tuple, codes)), tuple(map(tuple, decided)), list_codings(study), dict(list_summaries(study))


def names(study: Study, parent: str | None = None) -> list[str]:
    return [code.name for code in store.load_codebook(study).children(parent)]


def id_of(study: Study, path: str) -> str:
    found = store.load_codebook(study).find_path(path)
    assert found is not None, path
    return found.id


ACTS: dict[str, Callable[[Study, str], object]] = {
    "add": lambda study, anna: store.add_code(study, anna, store.new_code("Humor", "code-meaning", "#112233")),
    "edit": lambda study, anna: store.edit_code(
        study, anna, replace(store.load_codebook(study).code("code-time"), name="Tid", valence="hinders", signs=("ur",))
    ),
    "move": lambda study, anna: store.move_code(study, anna, "code-time", None, "code-barriers"),
    "retire": lambda study, anna: store.retire_code(study, anna, "code-barriers"),
    "restore": lambda study, anna: store.retire_code(study, anna, "code-old", retired=False),
    "merge": lambda study, anna: store.merge_codes(study, anna, "code-time", "code-language"),
    "take": lambda study, anna: store.take_codebook(
        study, anna, Codebook("To", "da", (Code("x-1", "Et nyt"), Code("x-2", "Under det", "x-1")))
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_undone_and_redone_exactly(study: Study, anna: str, name: str) -> None:
    before = state(study)
    ACTS[name](study, anna)
    after = state(study)
    assert after != before
    assert study.undo(anna, store.SCOPE) is not None
    assert state(study) == before
    assert study.redo(anna, store.SCOPE) is not None
    assert state(study) == after
    assert check_study(study) == ()


def test_a_new_code_comes_last_of_its_siblings(study: Study, anna: str) -> None:
    store.add_code(study, anna, store.new_code("Humor", "code-barriers", "#112233"))
    assert names(study, "code-barriers") == ["Sprog og kompetencer", "Tid og ressourcer", "Humor"]
    assert store.load_codebook(study).find_path("Barrierer > Humor") is not None


def test_editing_stores_every_text_and_leaves_the_place_alone(study: Study, anna: str) -> None:
    edited = Code(
        "code-time",
        "Tid",
        "code-meaning",
        definition="d",
        include="i",
        exclude="e",
        examples=("x", "y"),
        signs=("ur", "kalender"),
        colour="#010203",
        origin="inductive",
        valence="both",
        source="s",
    )
    store.edit_code(study, anna, edited)
    assert store.load_codebook(study).code("code-time") == replace(edited, parent="code-barriers")


def test_retiring_takes_sub_codes_along_and_keeps_codings(study: Study, anna: str) -> None:
    codings = list_codings(study)
    store.retire_code(study, anna, "code-barriers")
    book = store.load_codebook(study)
    assert all(book.code(code_id).retired for code_id in ("code-barriers", "code-language", "code-time"))
    assert not book.code("code-meaning").retired
    assert list_codings(study) == codings
    store.retire_code(study, anna, "code-barriers", retired=False)
    assert not any(code.retired for code in store.load_codebook(study).descendants("code-barriers"))


def test_moving_puts_a_code_and_all_below_it_before_the_named_sibling(study: Study, anna: str) -> None:
    store.move_code(study, anna, "code-meaning", None, "code-barriers")
    assert names(study) == ["Mening", "Barrierer", "Udgået"]
    assert id_of(study, "Mening > Fællesskab") == "code-fellowship"
    store.move_code(study, anna, "code-meaning", "code-barriers")
    assert names(study, "code-barriers")[-1] == "Mening"
    assert id_of(study, "Barrierer > Mening > Fællesskab") == "code-fellowship"


def test_moving_before_a_sibling_works_however_often(study: Study, anna: str) -> None:
    store.add_code(study, anna, store.new_code("Helbred", "code-barriers", "#112233"))
    for i in range(130):
        moved = ("code-language", "code-time")[i % 2]
        last = store.load_codebook(study).children("code-barriers")[-1].id
        store.move_code(study, anna, moved, "code-barriers", last)
        assert [code.id for code in store.load_codebook(study).children("code-barriers")][-2] == moved


def test_a_codebook_taken_comes_after_what_is_there(study: Study, anna: str) -> None:
    for _ in range(3):
        for code_id in ("code-barriers", "code-meaning", "code-old"):
            store.move_code(study, anna, code_id, None)
    store.take_codebook(study, anna, Codebook("To", "da", (Code("x-1", "Et nyt"), Code("x-2", "Et til"))))
    assert names(study) == ["Barrierer", "Mening", "Udgået", "Et nyt", "Et til"]


def test_merging_moves_codings_sub_codes_and_summaries(study: Study, anna: str) -> None:
    passages = {(x.document_id, x.start, x.end, x.coder_id) for x in list_codings(study)}
    counted = store.count_codings(study)
    moved = store.merge_codes(study, anna, "code-fellowship", "code-time")
    assert moved == counted["code-fellowship"]
    assert {(x.document_id, x.start, x.end, x.coder_id) for x in list_codings(study)} == passages
    assert store.count_codings(study)["code-time"] == counted["code-time"] + counted["code-fellowship"]
    assert "code-fellowship" not in store.load_codebook(study)
    assert {code_id for code_id, _ in list_summaries(study)} == {"code-time"}

    store.merge_codes(study, anna, "code-barriers", "code-meaning")
    assert names(study, "code-meaning") == ["Sprog og kompetencer", "Tid og ressourcer"]


def test_merged_in_sub_codes_come_after_those_that_are_there(study: Study, anna: str) -> None:
    store.merge_codes(study, anna, "code-meaning", "code-barriers")
    assert names(study, "code-barriers") == ["Sprog og kompetencer", "Tid og ressourcer", "Fællesskab"]


def test_where_a_coder_had_both_codes_one_coding_keeps_what_both_said(study: Study, anna: str) -> None:
    coder = ensure_coder(study, ANNA)
    apply = apply_words(study, "Leder 1", PARAGRAPHS, LANGUAGE)
    gone = str(apply["coding"])
    operate(
        study,
        coder,
        "Leder 1",
        [
            apply,
            {"op": "memo", "cid": "memo-of-gone", "coding": gone, "text": "Også sproget."},
            {"op": "star", "cid": "star-of-gone", "coding": gone, "starred": True},
        ],
    )
    kept = next(x for x in list_codings(study) if x.coder == ANNA and _said(study, x.id) == (TIME, PARAGRAPHS))
    note = {"op": "memo", "cid": "memo-of-kept", "coding": kept.id, "text": "Papirer."}
    operate(study, coder, "Leder 1", [note])
    summary = next(x for x in list_summaries(study).values() if x.code_id == "code-time")
    save_summary(study, anna, replace(summary, evidence=(gone,)), load_evidence(study))

    before = state(study)
    store.merge_codes(study, anna, "code-language", "code-time")
    here = [x for x in list_codings(study) if x.coder == ANNA and (x.start, x.end) == (kept.start, kept.end)]
    here = [x for x in here if x.document_id == kept.document_id]
    assert [x.id for x in here] == [kept.id]
    assert here[0].memo == "Papirer.\n\nOgså sproget."
    assert here[0].starred
    assert [x.evidence for x in list_summaries(study).values() if x.code_id == "code-time"] == [(kept.id,)]
    study.undo(anna, store.SCOPE)
    assert state(study) == before


def test_two_coders_on_one_passage_stay_two_when_codes_are_merged(study: Study, anna: str) -> None:
    operate(study, ensure_coder(study, BO), "Leder 1", [apply_words(study, "Leder 1", PARAGRAPHS, LANGUAGE)])
    store.merge_codes(study, anna, "code-time", "code-language")
    coders = [x.coder for x in list_codings(study) if _said(study, x.id) == (LANGUAGE, PARAGRAPHS)]
    assert sorted(coders) == [ANNA, BO]


def test_merging_joins_the_words_of_two_summaries_of_one_group(study: Study, anna: str) -> None:
    time = next(x for x in list_summaries(study).values() if x.code_id == "code-time")
    other = replace(time, code_id="code-language", dominant="Sproget driller.", nuances="")
    save_summary(study, anna, other, load_evidence(study))
    store.merge_codes(study, anna, "code-language", "code-time")
    joined = list_summaries(study)["code-time", time.group_id]
    assert joined.dominant == f"{time.dominant}\n\nSproget driller."
    assert joined.nuances == time.nuances


def test_merging_keeps_decisions_and_drops_suggestions_nobody_decided(study: Study, anna: str) -> None:
    passages = sorted(_passages(study))[:3]
    _suggest(study, passages[0], "code-time", "rejected", anna)
    _suggest(study, passages[0], "code-language", "pending")
    _suggest(study, passages[1], "code-time", "pending")
    _suggest(study, passages[2], "code-language", "pending")
    store.merge_codes(study, anna, "code-time", "code-language")
    with study.read() as connection:
        found = connection.execute(
            select(c.suggestion.c.passage_id, c.suggestion.c.code_id, c.suggestion.c.status)
        ).all()
    assert sorted(map(tuple, found)) == sorted(
        [(passages[0], "code-language", "rejected"), (passages[2], "code-language", "pending")]
    )
    # Suggestions are made anew at any time; that must not stand in the way of undo.
    with study.write_unlogged() as connection:
        connection.execute(c.suggestion.delete().where(c.suggestion.c.status == "pending"))
    assert study.undo(anna, store.SCOPE) is not None


@pytest.mark.parametrize("name", ["add", "take", "merge"])
def test_suggestions_nobody_decided_never_prevent_undo_or_redo(study: Study, anna: str, name: str) -> None:
    before = state(study)
    ACTS[name](study, anna)
    after = state(study)
    for kind, expected in (("undo", before), ("redo", after), ("undo", before)):
        for code in store.load_codebook(study).codes:
            _suggest(study, _passages(study)[0], code.id, "pending")
        assert store.turn_back(study, anna, kind) is not None  # type: ignore[arg-type]
        assert state(study) == expected
        with study.write_unlogged() as connection:
            connection.execute(c.suggestion.delete())


def test_a_decision_on_a_new_code_keeps_it_from_being_undone(study: Study, anna: str) -> None:
    ACTS["add"](study, anna)
    _suggest(study, _passages(study)[0], id_of(study, "Mening > Humor"), "rejected", anna)
    with pytest.raises(Conflict):
        store.turn_back(study, anna, "undo")


def refuse(study: Study, act: Callable[[], object], error: type[Exception]) -> None:
    before, revision = state(study), study.revision()
    with pytest.raises(error):
        act()
    assert state(study) == before
    assert study.revision() == revision


def test_a_code_cannot_be_moved_below_itself(study: Study, anna: str) -> None:
    for target in ("code-barriers", "code-time"):
        refuse(study, lambda to=target: store.move_code(study, anna, "code-barriers", to), CodebookRefused)  # type: ignore[misc]


def test_a_code_cannot_be_merged_into_itself_or_below_itself(study: Study, anna: str) -> None:
    for target in ("code-barriers", "code-time"):
        refuse(study, lambda to=target: store.merge_codes(study, anna, "code-barriers", to), Refused)  # type: ignore[misc]


def test_one_parent_has_no_two_codes_of_one_name(study: Study, anna: str) -> None:
    book = store.load_codebook(study)
    refuse(study, lambda: store.add_code(study, anna, store.new_code("mening", None, "#112233")), CodebookRefused)
    same = replace(book.code("code-time"), name="Sprog og kompetencer")
    refuse(study, lambda: store.edit_code(study, anna, same), CodebookRefused)
    store.add_code(study, anna, store.new_code("Mening", "code-barriers", "#112233"))
    below = id_of(study, "Barrierer > Mening")
    refuse(study, lambda: store.move_code(study, anna, below, None), CodebookRefused)
    store.add_code(study, anna, store.new_code("Fællesskab", below, "#112233"))
    refuse(study, lambda: store.merge_codes(study, anna, below, "code-meaning"), CodebookRefused)


def test_the_same_codebook_is_not_taken_twice(study: Study, anna: str) -> None:
    refuse(study, lambda: store.take_codebook(study, anna, CODEBOOK), Refused)
    renamed = Codebook("Anden", "da", (Code("y-1", "Mening"),))
    refuse(study, lambda: store.take_codebook(study, anna, renamed), CodebookRefused)


def test_an_act_on_a_code_that_is_gone_is_refused(study: Study, anna: str) -> None:
    store.merge_codes(study, anna, "code-time", "code-language")
    refuse(study, lambda: store.retire_code(study, anna, "code-time"), CodebookRefused)
    refuse(study, lambda: store.move_code(study, anna, "code-time", None), CodebookRefused)
    refuse(study, lambda: store.add_code(study, anna, store.new_code("X", "code-time", "#112233")), CodebookRefused)


_fresh = count()
_PICK = st.integers(0, 60)
_ACTS = st.one_of(
    st.tuples(st.just("add"), _PICK, st.sampled_from("abc")),
    st.tuples(st.just("edit"), _PICK, st.sampled_from("abc")),
    st.tuples(st.just("move"), _PICK, _PICK, _PICK),
    st.tuples(st.just("retire"), _PICK, st.booleans()),
    st.tuples(st.just("merge"), _PICK, _PICK),
)


def perform(study: Study, coder: str, act: tuple[Any, ...]) -> None:
    book = store.load_codebook(study)
    ids: list[str] = [code.id for code in book.codes]
    any_place: list[str | None] = [None, *ids]
    match act:
        case ("add", place, name):
            parent = any_place[place % len(any_place)]
            store.add_code(study, coder, store.new_code(name, parent, "#112233"))
        case ("edit", place, name):
            store.edit_code(study, coder, replace(book.code(ids[place % len(ids)]), name=name))
        case ("move", place, parent, before):
            to = any_place[parent % len(any_place)]
            store.move_code(study, coder, ids[place % len(ids)], to, any_place[before % len(any_place)])
        case ("retire", place, retired):
            store.retire_code(study, coder, ids[place % len(ids)], retired)
        case ("merge", source, target):
            store.merge_codes(study, coder, ids[source % len(ids)], ids[target % len(ids)])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, min_size=1, max_size=12))
def test_undoing_any_acts_leads_back_and_redoing_leads_forth(template: Path, acts: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{next(_fresh)}.citat"
        shutil.copy(template, path)
        study = open_study(path)
        # A coder of their own, whose undo ends where this test began.
        coder = ensure_coder(study, "Prøve").id
        first = state(study)
        for act in acts:
            revision, before = study.revision(), state(study)
            try:
                perform(study, coder, act)
            except (Refused, CodebookRefused):
                assert study.revision() == revision
                assert state(study) == before
        last = state(study)
        assert check_study(study) == ()
        while study.undo(coder, store.SCOPE):
            pass
        assert state(study) == first
        while study.redo(coder, store.SCOPE):
            pass
        assert state(study) == last
        assert check_study(study) == ()
        study.close()


def _said(study: Study, coding_id: str) -> tuple[str, str]:
    found = next(x for x in load_evidence(study).excerpts if x.coding.id == coding_id)
    return " > ".join(found.path), found.quote


def _passages(study: Study) -> list[str]:
    with study.read() as connection:
        return list(connection.execute(select(c.passage.c.id)).scalars())


def _suggest(study: Study, passage: str, code: str, status: str, decided_by: str | None = None) -> None:
    with study.write_unlogged() as connection:
        connection.execute(
            insert(c.suggestion).values(
                id=str(uuid4()),
                passage_id=passage,
                code_id=code,
                score=0.9,
                reason={},
                model="m",
                status=status,
                decided_by=decided_by,
                decided=None,
            )
        )
