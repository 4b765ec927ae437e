"""Suggestions as rows of a table: every segment with its codes in order, and whether the app would speak."""

from collections.abc import Iterator

from coding.codebook_store import load_codebook
from coding.suggesting import say
from coding.suggestions import Suggesting
from corpus.documents import list_documents, load_document
from corpus.embedding import EmbeddingCache, Encoder
from corpus.language import Texts
from corpus.study import Study

COLUMNS = ("document", "start", "end", "speaker", "group", "text", "rank", "code", "score", "decision", "reason")


def suggestion_rows(
    study: Study, encoder: Encoder, cache: EmbeddingCache, texts: Texts, top: int
) -> Iterator[tuple[str, int, int, str, str, str, int, str, str, str, str]]:
    """The `top` likeliest codes of every segment an interviewee said, as COLUMNS names them.

    `start` and `end` are code points into the document's text; `decision` is "suggest" or "abstain".
    """
    codebook = load_codebook(study)
    suggesting = Suggesting(codebook, encoder, cache)
    for head in list_documents(study):
        document = load_document(study, head.id)
        for segment in suggesting.rank(document):
            speaker = segment.turn.speaker
            for rank, ranked in enumerate(segment.ranking.ranked[:top], 1):
                yield (
                    document.title,
                    segment.start,
                    segment.end,
                    speaker.participant or speaker.name,
                    speaker.group or "",
                    document.text[segment.start : segment.end],
                    rank,
                    codebook.path_text(ranked.code_id),
                    f"{ranked.probability:.4f}",
                    segment.ranking.decision,
                    say(ranked.reason, texts),
                )
