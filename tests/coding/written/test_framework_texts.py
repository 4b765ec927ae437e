"""What stands in the cells of the framework matrix is held against interviews, counts and codings as summaries are."""

import pytest

from coding.evidence import load_evidence
from coding.framework_cells import FrameworkCell, save_cell
from coding.framework_matrix import FrameworkRow, RowKind, framework_matrix, framework_rows
from coding.summaries import Summary, save_summary
from coding.written import NamedText, list_links, load_quote_sources, used_places, uses_of_passages
from coding.written.everything import Written, load_written
from coding.written.look_through import LookedThrough, look_through
from corpus.coders import ensure_coder
from corpus.language import ENGLISH
from corpus.participants import list_cases
from corpus.study import Study
from exports.disclosure import check_everything
from tests.studies import ANNA, BO, CHAIR, TIME, apply_words, group_id, operate

ROWS: dict[str, tuple[RowKind, str, str | None]] = {
    "Borger 2": ("participant", "Borger 2", None),
    "Leder 1": ("participant", "Leder 1", None),
    "Sydby": ("case", "Sydby", None),
    "Nordby, Sagsbehandlere": ("case and group", "Nordby", "Sagsbehandlere"),
}


def write(study: Study, code_id: str, name: str, words: str, *, linked: bool = False) -> FrameworkRow:
    """Words in a cell of one of `ROWS`; with `linked` they rest on its first passage."""
    kind, label, band = ROWS[name]
    evidence = load_evidence(study)
    rows = framework_rows(evidence, list_cases(study), kind)
    row = next(row for row in rows if row.label == label and band in (None, row.band))
    matrix = framework_matrix(evidence, rows, [code_id])
    coding_ids = tuple(each.coding.id for each in matrix.excerpts(code_id, row)[:1]) if linked else ()
    save_cell(study, ensure_coder(study, ANNA).id, FrameworkCell(code_id, row.key, words, coding_ids), row, matrix)
    return row


def checked(study: Study) -> tuple[Written, LookedThrough]:
    evidence = load_evidence(study)
    written = load_written(study, evidence, ENGLISH)
    found = look_through(
        written.texts, evidence, load_quote_sources(study), written.summaries, framework=written.framework
    )
    return written, found


def test_cells_of_every_kind_of_row_are_read_under_their_own_name(study: Study) -> None:
    for name in ROWS:
        write(study, "code-barriers", name, f"Noget om {name}.")
    cells = load_written(study, load_evidence(study), ENGLISH).cells
    assert {text.place.removesuffix(": framework matrix") for text in cells} == {f"Barrierer, {name}" for name in ROWS}
    assert {text.place: text.group_id for text in cells}["Barrierer, Borger 2: framework matrix"] == group_id(
        study, "citizen"
    )


def test_quotes_of_a_cell_are_verbatim_changed_or_nowhere(study: Study) -> None:
    words = f"»{CHAIR}« Han siger: »Der står en bænk til mig ved frokostbordet«. »Det hele er sagt af ingen her«."
    write(study, "code-meaning", "Borger 2", words)
    written, found = checked(study)
    (text,) = written.cells
    assert dict(found.outcomes) == {"verbatim": 1, "changed": 1, "not found": 1}
    assert [(each.key, quote.location.outcome) for each, quote in found.doubtful] == [
        (text.key, "changed"),
        (text.key, "not found"),
    ]


def test_words_for_numbers_are_held_against_the_people_of_the_row(study: Study) -> None:
    row = write(study, "code-barriers", "Nordby, Sagsbehandlere", "Alle sagsbehandlere mangler tid.")
    _written, found = checked(study)
    assert len(row.people) == 3
    assert [(flag.found.words, flag.count.informants, flag.count.asked) for _, flag in found.too_strong] == [
        ("Alle", 1, 3)
    ]


def test_none_is_no_answer_for_a_row_in_which_somebody_says_it(study: Study) -> None:
    write(study, "code-time", "Nordby, Sagsbehandlere", "Ingen nævner tid og ressourcer.")
    assert [(each.kind, each.holds) for each in checked(study)[1].contradictions] == [("none", "1/3")]


def test_numbers_in_one_persons_cell_count_something_else_and_others_views_are_told(study: Study) -> None:
    write(study, "code-barriers", "Leder 1", "De fleste ting tager tid. Alle medarbejdere hjælper.")
    assert not checked(study)[1].count
    write(study, "code-barriers", "Leder 1", "Borgere mener, at det går for stærkt.")
    assert [each.kind for each in checked(study)[1].contradictions] == ["about others"]


def test_a_cell_and_a_summary_whose_codings_changed_since_are_named_once(study: Study) -> None:
    write(study, "code-barriers", "Sydby", "Der mangler tid.")
    write(study, "code-barriers", "Leder 1", "Papirer før borgere.")
    leader = group_id(study, "leader")
    summary = Summary("code-time", leader, dominant="Tiden mangler.", nuances="Ikke altid.")
    save_summary(study, ensure_coder(study, ANNA).id, summary, load_evidence(study))
    assert not checked(study)[1].late
    operate(study, ensure_coder(study, BO), "Leder 2", [apply_words(study, "Leder 2", "Vi drak kaffe", TIME)])
    late = [text.place for text in checked(study)[1].late]
    assert late == ["Barrierer > Tid og ressourcer, Ledere: dominant view", "Barrierer, Sydby: framework matrix"]


def test_what_one_person_says_is_no_contradiction_of_another(study: Study) -> None:
    write(study, "code-meaning", "Borger 2", "Frokostbordet giver altid mening.")
    write(study, "code-meaning", "Leder 1", "Frokostbordet giver aldrig mening.")
    assert not checked(study)[1].drift
    write(study, "code-barriers", "Leder 1", "Frokostbordet giver altid mening.")
    assert [each.kind for each in checked(study)[1].drift] == ["amount"]


@pytest.mark.parametrize(
    ("in_summary", "told"),
    [
        ("Der står en stol til mig ved frokostbordet", False),
        ("Der står en stol til mig ved bordet", True),
    ],
)
def test_a_quote_in_the_matrix_and_in_a_summary_is_told_where_its_words_differ(
    study: Study, in_summary: str, told: bool
) -> None:
    write(study, "code-meaning", "Borger 2", "»Der står en stol til mig ved frokostbordet«")
    summary = Summary("code-meaning", group_id(study, "citizen"), dominant=f"»{in_summary}«")
    save_summary(study, ensure_coder(study, ANNA).id, summary, load_evidence(study))
    assert bool(checked(study)[1].repeated) == told


def test_a_passage_ticked_or_quoted_in_a_cell_is_used_there(study: Study) -> None:
    write(study, "code-meaning", "Borger 2", "»Der står en stol til mig«, siger han.", linked=True)
    evidence = load_evidence(study)
    written = load_written(study, evidence, ENGLISH)
    used = used_places(
        written.texts,
        written.summaries,
        load_quote_sources(study),
        list_links(study),
        evidence,
        cells=written.framework.cells,
    )
    uses = uses_of_passages(used, evidence)
    chair = next(each.passage for each in evidence.excerpts if each.quote == CHAIR)
    place = "Mening, Borger 2: framework matrix"
    assert [(use.how, use.place) for use in uses[chair]] == [("quoted", place), ("linked", place)]


def test_words_of_a_cell_that_are_no_quote_are_found_before_anything_leaves(study: Study) -> None:
    write(study, "code-meaning", "Borger 2", "»Det er kommet for at blive her«")
    (found,) = [each for each in check_everything(study) if each.kind == "not verbatim"]
    assert (found.place, found.words) == ("framework", "Det er kommet for at blive her")
    assert found.where == "Mening, Borger 2: framework matrix"


def test_retired_themes_and_empty_cells_are_no_texts(study: Study) -> None:
    write(study, "code-old", "Borger 2", "Ord under en udgået kode.")
    write(study, "code-meaning", "Borger 2", "  ")
    assert load_written(study, load_evidence(study), ENGLISH).cells == ()


def test_a_cell_whose_row_is_not_known_is_read_without_its_count(study: Study) -> None:
    named = NamedText("framework:a:b", "", "Alle siger det.", "code-time", None, row_key="b")
    found = look_through([named], load_evidence(study), load_quote_sources(study), {})
    assert not found.too_strong
    assert not found.late
