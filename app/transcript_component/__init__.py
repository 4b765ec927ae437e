"""The transcript on the coding page: a browser component on Streamlit's components v2.

`transcript_source` goes outside the page's fragment and carries what never changes: the engine and one document's
text. `transcript_coder` goes inside it and carries codes, codings, suggestions and answers. What a coder does is on
screen at once, waits in an outbox in the browser and is sent until it is answered. See
docs/decisions/0004-transcript-component.md for the protocol.
"""

from app.transcript_component.mount import ReadingDesk, transcript_coder, transcript_source
from app.transcript_component.shown import (
    CodingView,
    Place,
    ShownCode,
    ShownCoding,
    ShownReading,
    ShownSuggestion,
    ShownTranscript,
    ShownTurn,
    ShownUse,
)

__all__ = [
    "CodingView",
    "Place",
    "ReadingDesk",
    "ShownCode",
    "ShownCoding",
    "ShownReading",
    "ShownSuggestion",
    "ShownTranscript",
    "ShownTurn",
    "ShownUse",
    "transcript_coder",
    "transcript_source",
]
