"""Readers of transcripts: bytes of a file in, what was said turn by turn out. Nothing is stored here."""

from corpus.readers.transcripts import SUPPORTED_ENDINGS, read_transcript
from corpus.readers.values import Notice, ReadDocument, ReadTurn

__all__ = ["SUPPORTED_ENDINGS", "Notice", "ReadDocument", "ReadTurn", "read_transcript"]
