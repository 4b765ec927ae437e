from textwrap import dedent
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from codebooks.errors import CodebookRefused
from codebooks.guarded_yaml import MAX_BYTES
from codebooks.values import MAX_LEVELS, Code, Codebook
from codebooks.yaml_format import read_yaml, write_yaml
from tests.codebooks.books import codebooks


@given(codebooks())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_back_the_same(book: Codebook) -> None:
    assert read_yaml(write_yaml(book), "x.yaml") == book
    assert read_yaml(write_yaml(book).encode(), "x.yaml") == book


def test_what_is_written_can_be_read_by_people() -> None:
    over = Code("2c551fc0-017e-48a2-aa06-10f38ad10f80", "Møde", colour="#0072B2", signs=("får", "nej"))
    under = Code("5a877594-42ea-4dc7-84e0-7a7f789a5e31", "Tid", parent=over.id, colour="#009E73", valence="both")
    assert write_yaml(Codebook("Prøve", "da", (over, under))) == dedent("""\
        name: Prøve
        language: da
        codes:
          - id: 2c551fc0-017e-48a2-aa06-10f38ad10f80
            name: Møde
            colour: '#0072B2'
            signs:
              - får
              - nej
            children:
              - id: 5a877594-42ea-4dc7-84e0-7a7f789a5e31
                name: Tid
                colour: '#009E73'
                valence: both
        """)


def test_the_deepest_codebook_is_written_and_read_back() -> None:
    ids = [str(UUID(int=n)) for n in range(MAX_LEVELS)]
    codes = (Code(id, f"N{n}", ids[n - 1] if n else None) for n, id in enumerate(ids))
    book = Codebook("Dyb", "da", tuple(codes))
    assert read_yaml(write_yaml(book), "x.yaml") == book


def test_a_few_lines_by_hand_make_a_codebook() -> None:
    book = read_yaml(
        dedent("""\
            codes:
              - Mening
              - name: Barrierer
                children:
                  - name: No
                    definition: 2020
                    signs: nej
                    retired: yes
                  - name: Tid
                    examples:
                      - Vi når det ikke
              - name: Samarbejde
                children: [Tid]
            """),
        "Min kodebog.yaml",
    )
    assert (book.name, book.language) == ("Min kodebog", "da")
    assert [book.path_text(code.id) for code in book.codes] == [
        "Mening",
        "Barrierer",
        "Barrierer > No",
        "Barrierer > Tid",
        "Samarbejde",
        "Samarbejde > Tid",
    ]
    no = book.find_path("Barrierer > No")
    assert no is not None
    assert (no.definition, no.signs, no.retired) == ("2020", ("nej",), True)
    assert len({UUID(code.id).version for code in book.codes} | {code.colour for code in book.codes}) == 1 + 6


def test_the_flat_form_places_codes_by_the_ids_in_the_file() -> None:
    kept = "2c551fc0-017e-48a2-aa06-10f38ad10f80"
    text = f"codes:\n- {{name: Under, parent: top}}\n- {{name: Over, id: top}}\n- {{name: Fast, id: {kept}}}"
    book = read_yaml(text, "x.yaml")
    assert [book.path_text(code.id) for code in book.codes] == ["Over", "Over > Under", "Fast"]
    assert book.codes[-1].id == kept
    assert UUID(book.codes[0].id).version == 4


def test_a_file_from_windows_with_a_byte_order_mark_is_read() -> None:
    book = read_yaml("\ufeffname: Æble\r\ncodes:\r\n- name: Få hænder\r\n".encode(), "x.yaml")
    assert (book.name, book.codes[0].name) == ("Æble", "Få hænder")


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ncodes: [*c]"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "x.yaml is empty"),
        ("  \n\n", "x.yaml is empty"),
        ("# kun en bemærkning", "does not hold a codebook"),
        ("just text", "does not hold a codebook"),
        ("- name: A", "does not hold a codebook"),
        ("name: A", "does not hold a codebook"),
        ("codes: {name: A}", "does not hold a codebook"),
        ("codes:\n- name: A\n  definition: en: to", "not valid YAML at line 3"),
        ("codes:\n- name: A\n\tdefinition: b", "not valid YAML at line 3"),
        ("codes:\n- name: 'A\n", "not valid YAML at line 3"),
        ("codes: [A\n", "not valid YAML at line 2"),
        ("codes:\n- A\n---\ncodes: []", "second begins at line 3"),
        ("codes:\n- name: A\x07", "control character at line 2"),
        (BOMB, r"reference .* at line 1"),
        ("codes:\n- name: *a", r"reference .* at line 2"),
        ("codes: " + "[" * 20_000 + "]" * 20_000, "nested too deeply at line 1"),
        ("codes:\n- name: A\n  definiton: b\n  colur: c", r"definiton \(3\), colur \(4\)\. Known keys: id, name"),
        ("titel: A\ncodes: []", r"titel \(1\)\. Known keys: name, language, codes"),
        ("codes:\n- name: A\n  name: B", "“name” twice for the same code, the second time at line 3"),
        ("codes:\n- definition: b", "code without a name at line 2"),
        ("codes:\n- name:\n", "a text for “name” at line 2"),
        ("codes:\n- name: [A]", "a text for “name” at line 2"),
        ("codes:\n- name: A\n  definition:\n    en: to", "a text for “definition” at line 3"),
        ("codes:\n- name: A\n  children: {name: B}", "a list for “children” at line 3"),
        ("codes:\n- name: A\n  retired: måske", "“retired” at line 3. Write true or false"),
        ("codes:\n- name: A\n  origin: guess", "“origin” at line 3. It can be: deductive, inductive"),
        ("codes:\n- name: A\n  colour: #0072B2", "after a # at line 3"),
        ("codes:\n- name: A\n  colour: blå", "colour “blå”"),
        ("codes:\n- name: A > B", "“A > B” holds the sign >"),
        ("codes: [A, a]", "two top codes"),
        ("codes:\n- {name: A, id: 1}\n- {name: B, id: 1}", "“A” and “B” have the same id"),
        ("codes:\n- {name: A, parent: 7}", "“A” under a code with the id 7, which it does not have"),
        ("codes:\n- {name: A, id: 1, parent: 2}\n- {name: B, id: 2, parent: 1}", "A, B are placed .* in a ring"),
        ("codes:\n- {name: A, id: 1, children: [{name: B, parent: 1}]}", "“B” stands under another code and names"),
        ("codes: [" + ",".join(f"N{n}" for n in range(2001)) + "]", "has 2001 codes"),
    ],
)
def test_a_file_that_is_not_a_codebook_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(CodebookRefused, match=says):
        read_yaml(text, "x.yaml")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("codes: [Få]".encode("cp1252"), "not saved as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not saved as UTF-8"),
        (b"#" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_bytes_that_are_not_a_codebook_are_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(CodebookRefused, match=says):
        read_yaml(data, "x.yaml")


def test_no_tag_makes_an_object() -> None:
    book = read_yaml("codes:\n- name: !!python/object/apply:os.getcwd []\n  id: x".replace(" []", " A"), "x.yaml")
    assert book.codes[0].name == "A"
    with pytest.raises(CodebookRefused, match="a text for “name”"):
        read_yaml("codes:\n- name: !!python/object/apply:os.getcwd []", "x.yaml")
