"""A quote shortened for print holds the passage's own words apart from marked cuts and insertions, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coding import tables as c
from coding.checking import check_study
from coding.evidence import Excerpt, load_evidence
from coding.printed_quotes import left_out, list_printed_quotes, print_quote_as
from coding.summaries import SCOPE
from corpus.coders import ensure_coder
from corpus.errors import Refused
from corpus.study import Study
from tests.studies import CHAIR, small_study

SAID = "Vi har ikke tid til at stå ved siden af hele dagen, og så går det galt på lageret, det ved alle jo godt."
AFTER = "og så går det galt på lageret, det ved alle jo godt."
WORDS = ("stol", "bord", "plads", "leder", "tid", "ikke", "altid", "lager", "vagt", "dag", "hjælp", "regel", "borger")


@pytest.mark.parametrize(
    ("printed", "gone"),
    [
        ("Vi har ikke tid til at stå ved siden af hele dagen [...]", (AFTER,)),
        (
            "Vi har ikke tid [...], og så går det galt (…) det ved alle jo godt.",
            ("til at stå ved siden af hele dagen", "på lageret"),
        ),
        ("Vi [i køkkenet] har ikke tid til at stå ved siden af hele dagen", (AFTER,)),
        ("[...] det ved alle [medarbejderne] jo godt.", (SAID.partition(", det ved")[0],)),
    ],
)
def test_marked_cuts_and_insertions_hold_and_what_is_gone_is_told(printed: str, gone: tuple[str, ...]) -> None:
    told = left_out(printed, SAID)
    assert told is not None
    assert [words.strip(" ,.") for words in told] == [words.strip(" ,.") for words in gone]


@pytest.mark.parametrize(
    "printed",
    [
        "Vi har tid til at stå ved siden af hele dagen",
        "Vi har ikke tid og så går det galt",
        "og så går det galt [...] Vi har ikke tid",
        "Vi har ikke nok tid til at stå ved siden af hele dagen",
        "Vi har [...] penge",
        "[...]",
    ],
)
def test_unmarked_changes_other_orders_and_other_words_do_not_hold(printed: str) -> None:
    assert left_out(printed, SAID) is None


passages = st.lists(st.sampled_from(WORDS), min_size=8, max_size=24)


@given(passages, st.data())
def test_what_is_made_by_cutting_holds(said: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(said) - 2))
    last = data.draw(st.integers(first + 1, len(said) - 1))
    printed = " ".join([*said[:first], "[...]", *said[last:]])
    assert left_out(printed, " ".join(said)) is not None


@given(passages, st.data())
def test_what_holds_was_made_by_cutting(said: list[str], data: st.DataObject) -> None:
    """Words taken away without a mark, or changed for others, are refused unless the rest is a stretch of its own."""
    place = data.draw(st.integers(1, len(said) - 2))
    other = data.draw(st.sampled_from((*WORDS, "")))
    changed = [*said[:place], *([other] if other else []), *said[place + 1 :]]
    assume(" ".join(changed) not in " ".join(said))
    assert left_out(" ".join(changed), " ".join(said)) is None


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    made = small_study(tmp_path / "egen.citat")
    yield made
    made.close()


def excerpt(study: Study) -> Excerpt:
    return next(each for each in load_evidence(study).excerpts if each.quote == CHAIR)


def test_a_shortened_quote_is_kept_undone_and_made_whole(study: Study) -> None:
    coder, chair = ensure_coder(study, "Anna").id, excerpt(study)
    short = "Der står en stol til mig [...], og den er min."
    print_quote_as(study, coder, chair.passage, chair.quote, short)
    assert list_printed_quotes(study) == {chair.passage: short}
    print_quote_as(study, coder, chair.passage, chair.quote, "Der står en stol til mig [...]")
    study.undo(coder, SCOPE)
    assert list_printed_quotes(study) == {chair.passage: short}
    print_quote_as(study, coder, chair.passage, chair.quote, f" {chair.quote} ")
    assert list_printed_quotes(study) == {}
    study.undo(coder, SCOPE)
    assert list_printed_quotes(study) == {chair.passage: short}


def test_other_words_than_the_passages_are_refused_and_nothing_is_kept(study: Study) -> None:
    chair = excerpt(study)
    with pytest.raises(Refused, match="not the words"):
        print_quote_as(study, ensure_coder(study, "Anna").id, chair.passage, chair.quote, "Der står en bænk til mig.")
    assert list_printed_quotes(study) == {}


def test_a_study_whose_shortened_quote_was_tampered_with_is_not_whole(study: Study) -> None:
    chair = excerpt(study)
    print_quote_as(study, ensure_coder(study, "Anna").id, chair.passage, chair.quote, "Der står en stol [...]")
    assert check_study(study) == ()
    with study.write_unlogged() as connection:
        connection.execute(c.printed_quote.update().values(text="Der står en bænk [...]"))
    (first, *_) = check_study(study)
    assert "shortened quote" in first.msgid
