"""Files that are not what they say, or that may do harm: each is refused with its own sentence."""

import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableFile
from corpus.people import read_people
from corpus.readers import office_files, read_transcript

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>R: Ja</w:t></w:r></w:p></w:body></w:document>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(UnreadableFile) as refused:
        if name.endswith(".xlsx"):
            read_people(name, data)
        else:
            read_transcript(name, data)
    assert name in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF under another ending"),
        (OLE + bytes(600), "old format"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"I: Hvad?", "is not a {kind} file"),
        (b"PK\x03\x04" + bytes(50), "is damaged"),
        (zipped({"readme.txt": "x"}), "is a zip archive but holds no"),
        (b"x" * 50_000_001, "is 51 MB; the largest that can be read is 50 MB"),
    ],
)
@pytest.mark.parametrize(("name", "kind"), [("a.docx", "Word"), ("a.xlsx", "Excel")])
def test_each_kind_of_wrong_file_has_its_own_sentence(data: bytes, sentence: str, name: str, kind: str) -> None:
    assert sentence.format(kind=kind) in refusal(data, name)


@pytest.mark.parametrize(("name", "part"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")])
@pytest.mark.parametrize("size", [3_000_000, 60_000_000])
def test_a_bomb_is_refused_without_being_unpacked(name: str, part: str, size: int) -> None:
    bomb = zipped({part: bytes(size)})
    tracemalloc.start()
    try:
        assert "implausible amount of memory" in refusal(bomb, name)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_many_plain_parts_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_files, "LARGEST_UNPACKED", 1000)
    assert "implausible" in refusal(zipped({"word/document.xml": BODY, "word/a": b"a" * 600, "word/b": b"b" * 600}))


def test_an_archive_that_lies_about_its_size_is_never_unpacked_beyond_it() -> None:
    honest = zipped({"word/document.xml": bytes(5_000_000)})
    # The central directory and the local header both declare 100 bytes instead.
    lying = honest.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 100))
    assert lying != honest
    tracemalloc.start()
    try:
        assert "is damaged" in refusal(lying)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:1/w.dtd">',
        "\n<!-- a -->\n<!DOCTYPE w>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(declaration: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{BODY}'
    assert "XML entities or a document type" in refusal(zipped({"word/document.xml": xml.encode(encoding)}))
    styles = zipped({"word/document.xml": BODY, "word/styles.xml": xml.encode(encoding)})
    assert "XML entities or a document type" in refusal(styles)


def test_entities_in_a_table_of_people_are_refused() -> None:
    xml = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook/>'
    assert "XML entities" in refusal(zipped({"xl/workbook.xml": xml}), "a.xlsx")


@pytest.mark.parametrize("xml", ["<w:document", BODY.replace("</w:body>", ""), "", "<a>" * 3000])
def test_broken_xml_is_damage(xml: str) -> None:
    assert "is damaged" in refusal(zipped({"word/document.xml": xml}))


def test_a_word_document_without_a_body_holds_nothing() -> None:
    assert "no text that was said" in refusal(zipped({"word/document.xml": f'<w:document xmlns:w="{W}"/>'}))


def test_a_changed_byte_is_damage() -> None:
    good = bytearray(zipped({"word/document.xml": BODY * 1}))
    good[60] ^= 0xFF
    assert "is damaged" in refusal(bytes(good))


def test_text_that_talks_about_document_types_is_no_harm() -> None:
    body = BODY.replace("R: Ja", "R: &lt;!DOCTYPE html&gt;")
    assert read_transcript("a.docx", zipped({"word/document.xml": body})).text == "<!DOCTYPE html>"


TAGS = "p r t tbl tr tc sdt sdtContent ins del br tab rPr b vanish pPr pStyle drawing sym color"
tags = st.sampled_from(TAGS.split())
words = st.sampled_from(["", "I: hej", "R:", "[00:01:01]", "Ja", "##", "Leder 3"])
elements = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, attribute, text, parts: f"<w:{tag}{attribute}>{text}{''.join(parts)}</w:{tag}>",
        tags,
        st.sampled_from(["", ' w:val="0"', ' w:val=""', ' w:char="ZZ"']),
        words,
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(elements)
def test_whatever_word_xml_is_read_or_refused(xml: str) -> None:
    data = zipped({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'})
    try:
        document = read_transcript("a.docx", data)
    except UnreadableFile:
        return
    assert all(turn.text.strip() for turn in document.turns)


@pytest.mark.parametrize("piece", ["1:", "(", "**", "a:", "[0:", "00:00:01 --> ", "a\t", "# ", "- ", " ", "\t", "* "])
def test_one_endless_line_is_read_in_one_go(piece: str) -> None:
    # A pattern that goes back over the line again and again would take hours here.
    line = f"a{piece * 200_000}b"
    assert line in read_transcript("a.txt", f"I: x\n{line}\nI: x".encode()).text
