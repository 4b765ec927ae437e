"""A coder is one person, whatever the letters of the name and however it is written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.coders import ensure_coder, list_coders
from corpus.errors import Refused
from corpus.study import Study, create_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return create_study(tmp_path_factory.mktemp("coders") / "a.citat", "Prøve", "da")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda name: name.strip()))
def test_the_same_name_is_the_same_coder(study: Study, name: str) -> None:
    first = ensure_coder(study, name)
    assert ensure_coder(study, name) == first
    assert ensure_coder(study, f"  {name}  ") == first


def test_danish_letters_are_the_same_in_upper_and_lower_case(tmp_path: Path) -> None:
    study = create_study(tmp_path / "a.citat", "Prøve", "da")
    for name in ("Åse", "Øjvind", "Ærik"):
        first = ensure_coder(study, name)
        assert {ensure_coder(study, written) for written in (name, name.upper(), name.lower())} == {first}
    assert len(list_coders(study)) == 3


def test_a_name_of_blanks_is_refused(study: Study) -> None:
    with pytest.raises(Refused, match="needs a name"):
        ensure_coder(study, " \n ")
