"""Tables of what was said and by whom. Other floors add theirs to the same `metadata`.

Every row that a person's act touches has a text `id` (uuid4), so that the log can name it and studies can be merged.
Times are ISO 8601 in UTC. Offsets are Unicode code points into the document's text, half-open.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def identity() -> Column[str]:
    """The primary key that every logged table has."""
    return Column("id", String(36), primary_key=True)


study = Table(
    "study",
    metadata,
    identity(),
    Column("title", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("created", String(32), nullable=False),
    Column("made_up", Boolean, nullable=False),
    Column("scope", Text, nullable=False, comment="scope and limits, carried into the report"),
)

coder = Table("coder", metadata, identity(), Column("name", Text, nullable=False, unique=True))

group = Table(
    "stakeholder_group",
    metadata,
    identity(),
    Column("key", String(40), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
)

case = Table(
    "case",
    metadata,
    identity(),
    Column("parent_id", ForeignKey("case.id")),
    Column("label", Text, nullable=False),
    Column("attributes", JSON, nullable=False),
    UniqueConstraint("parent_id", "label"),
)

participant = Table(
    "participant",
    metadata,
    identity(),
    Column("label", Text, nullable=False, unique=True, comment="public label, never a real name"),
    Column("group_id", ForeignKey("stakeholder_group.id")),
    Column("case_id", ForeignKey("case.id")),
    Column("attributes", JSON, nullable=False),
)

document_text = Table(
    "document_text",
    metadata,
    Column("hash", String(64), primary_key=True, comment="sha256 of the text in UTF-8"),
    Column("text", Text, nullable=False),
    comment="Canonical texts, written once and never changed.",
)

document = Table(
    "document",
    metadata,
    identity(),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("mode", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("interpreter", Boolean, nullable=False),
    Column("date", String(32), nullable=False),
    Column("guide_version", Text, nullable=False),
    Column("case_id", ForeignKey("case.id")),
    Column("position", Integer, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_hash", String(64), nullable=False, unique=True),
    Column("text_hash", ForeignKey("document_text.hash"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("left_out", JSON, nullable=False),
    CheckConstraint("kind IN ('transcript', 'summary', 'notes', 'survey')", name="document_kind"),
    CheckConstraint("mode IN ('single', 'joint', 'group')", name="document_mode"),
)

speaker = Table(
    "speaker",
    metadata,
    identity(),
    Column("document_id", ForeignKey("document.id"), nullable=False, index=True),
    Column("name", Text, nullable=False, comment="as written in the transcript; empty where none is written"),
    Column("role", String(20), nullable=False),
    Column("participant_id", ForeignKey("participant.id"), index=True),
    UniqueConstraint("document_id", "name"),
    CheckConstraint("role IN ('interviewee', 'interviewer', 'interpreter', 'other')", name="speaker_role"),
)

turn = Table(
    "turn",
    metadata,
    identity(),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker_id", ForeignKey("speaker.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("time", String(20), nullable=False),
    UniqueConstraint("document_id", "position"),
    CheckConstraint('start >= 0 AND "end" >= start', name="turn_span"),
)

question = Table(
    "question",
    metadata,
    identity(),
    Column("group_id", ForeignKey("stakeholder_group.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("group_id", "position"),
)

indicator = Table(
    "indicator",
    metadata,
    identity(),
    Column("name", Text, nullable=False),
    Column("low", Float, comment="the lowest number of the scale; none where it has no bounds"),
    Column("high", Float),
    Column("low_label", Text, nullable=False, comment="what the lowest number means"),
    Column("high_label", Text, nullable=False),
    Column("source", Text, nullable=False, comment="where the numbers come from, printed with them"),
    Column("position", Integer, nullable=False),
    CheckConstraint("low IS NULL OR high IS NULL OR low < high", name="indicator_scale"),
    comment="What is measured outside the interviews, such as progression on a scale from 1 to 7.",
)

measurement = Table(
    "measurement",
    metadata,
    identity(),
    Column("indicator_id", ForeignKey("indicator.id"), nullable=False, index=True),
    Column("subject_key", String(60), nullable=False, comment="the two columns after it as one value"),
    Column("participant_id", ForeignKey("participant.id")),
    Column("case_id", ForeignKey("case.id")),
    Column("rater", Text, nullable=False, comment="who filled it in; empty where nobody says"),
    Column("moment", String(20), nullable=False, comment="2026, 2026-03, 2026-03-04, or the number of a round"),
    Column("value", Float, comment="none where it is missing, which is not zero"),
    Column("written", Text, nullable=False, comment="what stands in the file"),
    Column("source_name", Text, nullable=False),
    UniqueConstraint("indicator_id", "subject_key", "rater", "moment"),
    CheckConstraint("(participant_id IS NULL) <> (case_id IS NULL)", name="measurement_subject"),
    comment="One number about one participant or one case, by one rater, at one time.",
)

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("coder_id", String(36)),
    Column("action", String(60), nullable=False),
    Column("details", JSON, nullable=False),
    Column("scope", String(60), nullable=False),
    Column("kind", String(4), nullable=False),
    Column("target", ForeignKey("log.id"), index=True, comment="the entry that an undo or redo is about"),
    Column("operation", String(60), unique=True, comment="the caller's own id, so that a resent act is done once"),
    Column("changes", JSON, nullable=False, comment="rows before and after"),
    CheckConstraint("kind IN ('do', 'undo', 'redo', 'seen')", name="log_kind"),
    Index("log_stack", "coder_id", "scope", "kind", "id"),
    sqlite_autoincrement=True,
    comment="Append-only. The highest id is the study's revision.",
)
