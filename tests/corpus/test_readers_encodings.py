"""Text files as Windows, Mac and old programs write them."""

from hashlib import sha256

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import read_transcript

DANISH = "I: Hvad gør I på rådhuset?\nR: Æh, vi ånder for øje."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DANISH.encode(), "utf-8"),
        (DANISH.encode("utf-8-sig"), "utf-8"),
        (DANISH.encode("utf-16"), "utf-16"),
        (b"\xff\xfe" + DANISH.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + DANISH.encode("utf-16-be"), "utf-16"),
        (DANISH.encode("utf-32"), "utf-32"),
        (DANISH.encode("cp1252"), "cp1252"),
        (DANISH.encode("mac_roman"), "mac_roman"),
        (DANISH.encode("cp865"), "cp865"),
    ],
)
def test_danish_letters_come_out_right_in_every_encoding(data: bytes, encoding: str) -> None:
    document = read_transcript("a.txt", data)
    assert document.text == "Hvad gør I på rådhuset?\nÆh, vi ånder for øje."
    assert document.speakers == ("I", "R")
    assert document.encoding == encoding


@pytest.mark.parametrize("word", ["på", "Ø", "I: Så?", "“nå” – sagde hun …", "50 € – 2½ år"])
def test_even_one_danish_word_from_windows_is_read_right(word: str) -> None:
    document = read_transcript("a.txt", word.encode("cp1252"))
    assert document.encoding == "cp1252"
    assert document.turns[0].text == word.removeprefix("I: ")
    assert "æ, ø and å" in str(document.notices[0])


def test_other_encodings_are_left_to_statistics() -> None:
    czech = "Příliš žluťoučký kůň úpěl ďábelské ódy. Říkal jsem, že to nepůjde a že nám chybí čas. " * 5
    assert read_transcript("a.txt", czech.encode("cp1250")).text == czech.strip()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f"])
def test_every_line_end_becomes_lf(end: str) -> None:
    document = read_transcript("a.txt", f"I: Hvad?{end}R: Det.{end}Og det.{end}".encode())
    assert document.text == "Hvad?\nDet.\nOg det."


def test_characters_no_word_file_can_hold_are_left_out_and_counted() -> None:
    document = read_transcript("a.txt", "I: H\x01va\x1fd?\nR: D\uffffet.".encode())
    assert document.text == "Hvad?\nDet."
    assert document.left_out == {"control_characters": 3}


@pytest.mark.parametrize(
    "data",
    [b"I: a\x00b", bytes(range(256)), b"\xff\xfe\x00", b"\xff\xfe\x00\xd8\x41\x00", b"\xef\xbb\xbfab\xff\xfe"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="something other than text"):
        read_transcript("a.txt", data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7 x", "PDF"), (b"PK\x03\x04xx", "Word/Excel/zip"), (b"{\\rtf1 x", "RTF"), (b"\x89PNGxx", "PNG")],
)
def test_other_files_with_a_text_ending_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile, match=f"is a {kind} file") as refused:
        read_transcript("a.txt", data)
    assert refused.value.values == {"name": "a.txt", "kind": kind}


@pytest.mark.parametrize("ending", ["txt", "md", "docx"])
def test_an_empty_file_is_refused(ending: str) -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        read_transcript(f"a.{ending}", b"")


@pytest.mark.parametrize("text", [" \r\n\t \n", "\ufeff", "\u00a0\n\u2003", "[00:12:03]\n", "Dato: 4. marts\n"])
def test_a_file_in_which_nothing_is_said_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no text that was said"):
        read_transcript("a.txt", text.encode())


def test_a_text_of_fifty_megabytes_is_refused_with_its_size() -> None:
    with pytest.raises(UnreadableFile, match="is 50 MB; the largest that can be read is 10 MB"):
        read_transcript("a.txt", b"a" * 50_000_000)


@pytest.mark.parametrize("name", ["a.pdf", "a.rtf", "a", "a.docx.exe", ".txt"])
def test_other_endings_are_refused_with_the_ones_that_can_be_read(name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"\.docx, \.txt, \.md"):
        read_transcript(name, b"I: Hvad?")


def test_an_old_word_file_is_sent_to_word() -> None:
    with pytest.raises(UnreadableFile, match=r"old format. Open it in Word and save it as \.docx"):
        read_transcript("a.doc", b"x")


def test_title_and_hash_come_from_the_file_and_no_folder_is_kept() -> None:
    data = b"I: a?\nR: b"
    document = read_transcript("C:\\Users\\Mette\\Leder 3.v2.TXT", data)
    assert document.title == "Leder 3.v2"
    assert document.source_name == "Leder 3.v2.TXT"
    assert document.source_hash == sha256(data).hexdigest()
