"""What a coder has read of an interview, as the coding page shows and keeps it."""

from datetime import datetime

from babel.dates import format_skeleton, format_time

from app import session
from app.transcript_component import ReadingDesk, ShownReading
from coding.reading_progress import Reading, load_reading, reading_notes, record_reading
from corpus.language import Language, Texts
from corpus.study import Study


def reading_desk(study: Study, coder_id: str, document_id: str) -> ReadingDesk:
    """The desk of one coder at one interview; notes on other interviews of the study are kept too."""

    def load() -> ShownReading | None:
        known = load_reading(study, coder_id, document_id)
        return None if known is None else _shown(known)

    def keep(sent: object) -> None:
        record_reading(study, coder_id, reading_notes(sent))

    return ReadingDesk(load, keep)


def _shown(known: Reading) -> ShownReading:
    words = stopped_words(known.at.astimezone(), datetime.now().astimezone(), session.language(), session.texts())
    return ShownReading(known.turns, known.place, words)


def stopped_words(at: datetime, now: datetime, language: Language, texts: Texts) -> str:
    """When somebody stopped, as one would say it: the hour of today, the day of this year, or the date."""
    _ = texts.gettext
    locale = "en_GB" if language == "en" else language
    if at.date() == now.date():
        return _("You stopped here today at {time}").format(time=format_time(at, "short", locale=locale))
    skeleton = "MMMMd" if at.year == now.year else "yMMMMd"
    return _("You stopped here on {date}").format(date=format_skeleton(skeleton, at, locale=locale))
