"""Tables of who read what how: codes, passages, codings, memos, suggestions and theme summaries.

They live in the same study file as the corpus and share its metadata, so that the log covers them too.
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
    LargeBinary,
    String,
    Table,
    Text,
)
from sqlalchemy.schema import UniqueConstraint

from corpus.study.tables import identity, metadata

code = Table(
    "code",
    metadata,
    identity(),
    Column("parent_id", ForeignKey("code.id")),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("include", Text, nullable=False),
    Column("exclude", Text, nullable=False),
    Column("examples", JSON, nullable=False),
    Column("signs", JSON, nullable=False),
    Column("source", Text, nullable=False, comment="where the concept comes from"),
    Column("colour", String(7), nullable=False),
    Column("origin", String(12), nullable=False),
    Column("valence", String(12)),
    Column("position", Float, nullable=False, comment="order among siblings"),
    Column("retired", Boolean, nullable=False),
    CheckConstraint("origin IN ('deductive', 'inductive')", name="code_origin"),
)

passage = Table(
    "passage",
    metadata,
    Column("id", String(36), primary_key=True, comment="uuid5 of document and span, so that it is made once"),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    UniqueConstraint("document_id", "start", "end"),
    CheckConstraint('start >= 0 AND "end" > start', name="passage_span"),
    comment="Stretches of text; never changed, so outside the log.",
)

coding = Table(
    "coding",
    metadata,
    identity(),
    Column("passage_id", ForeignKey("passage.id"), nullable=False, index=True),
    Column("code_id", ForeignKey("code.id"), nullable=False, index=True),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("origin", String(12), nullable=False),
    Column("certainty", String(12), nullable=False),
    Column("starred", Boolean, nullable=False),
    Column("memo", Text, nullable=False),
    Column("created", String(32), nullable=False),
    UniqueConstraint("passage_id", "code_id", "coder_id"),
    CheckConstraint("origin IN ('manual', 'accepted', 'imported')", name="coding_origin"),
    CheckConstraint("certainty IN ('certain', 'uncertain')", name="coding_certainty"),
)

memo = Table(
    "memo",
    metadata,
    identity(),
    Column("target_table", String(40), nullable=False),
    Column("target_id", String(36), nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("changed", String(32), nullable=False),
    Index("memo_target", "target_table", "target_id"),
)

suggestion = Table(
    "suggestion",
    metadata,
    identity(),
    Column("passage_id", ForeignKey("passage.id"), nullable=False, index=True),
    Column("code_id", ForeignKey("code.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("model", Text, nullable=False, comment="fingerprint of model and weights"),
    Column("status", String(12), nullable=False, comment="other than pending only where an earlier Citat decided"),
    Column("decided_by", ForeignKey("coder.id")),
    Column("decided", String(32)),
    Column("top_score", Float, nullable=False, server_default="1", comment="of the top code; 0 where withdrawn"),
    Column("made", String(32), nullable=False, server_default=""),
    UniqueConstraint("passage_id", "code_id"),
    CheckConstraint(
        "status IN ('pending', 'accepted', 'edited', 'rejected', 'deferred')",
        name="suggestion_status",
    ),
    comment="Pending rows are a cache. What people say to them is in suggestion_decision.",
)

suggestion_decision = Table(
    "suggestion_decision",
    metadata,
    identity(),
    Column("passage_id", ForeignKey("passage.id"), nullable=False, index=True),
    Column("code_id", ForeignKey("code.id"), nullable=False, comment="the code that was suggested"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("status", String(12), nullable=False),
    Column("score", Float, nullable=False, comment="the probability that was shown"),
    Column("model", Text, nullable=False, comment="that of the suggestion"),
    Column("decided", String(32), nullable=False),
    UniqueConstraint("passage_id", "code_id", "coder_id"),
    CheckConstraint(
        "status IN ('accepted', 'edited', 'rejected', 'deferred')",
        name="suggestion_decision_status",
    ),
    comment="What each coder said to a suggestion: a person's word, through the log.",
)

coding_view = Table(
    "coding_view",
    metadata,
    Column("coding_id", String(36), primary_key=True),
    Column("suggestions_shown", Boolean, nullable=False),
    comment="What was in view when a coding was made. A fact and no act: outside the log, and kept when it is undone.",
)

own_figures = Table(
    "own_figures",
    metadata,
    Column("model", Text, primary_key=True, comment="fingerprint of model, weights and codebook"),
    Column("told", String(64), nullable=False, comment="one value for the decisions that the figures rest on"),
    Column("revision", Integer, nullable=False),
    Column("made", String(32), nullable=False),
    Column("figures", Text, nullable=False, comment="JSON, see coding.own_figures"),
    comment="How good suggestions are in this study. A cache, outside the log.",
)

suggested_document = Table(
    "suggested_document",
    metadata,
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("stretches", Integer, nullable=False, comment="how many the model read, those it is silent about too"),
    comment="Which documents were read for suggestions. A cache, outside the log.",
)

blind_coder = Table(
    "blind_coder",
    metadata,
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), primary_key=True),
    comment="Coders who want to see no suggestion before they have coded. A choice of how to work, outside the log.",
)

double_coding = Table(
    "double_coding",
    metadata,
    identity(),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False, unique=True),
    comment="Documents that several people code on their own, for agreement.",
)

double_coding_done = Table(
    "double_coding_done",
    metadata,
    identity(),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("document_id", "coder_id"),
    comment="Who has coded all of such a document.",
)

summary = Table(
    "summary",
    metadata,
    identity(),
    Column("code_id", ForeignKey("code.id"), nullable=False),
    Column("group_id", ForeignKey("stakeholder_group.id"), nullable=False),
    Column("dominant", Text, nullable=False),
    Column("nuances", Text, nullable=False),
    Column("counter_voices", Text, nullable=False),
    Column("counter_looked_for", Boolean, nullable=False, comment="a person looked and found none"),
    Column("evidence", JSON, nullable=False, comment="ids of the codings chosen as quotes, in order"),
    Column("evidence_fingerprint", String(64), nullable=False, comment="of the codings when it was written"),
    Column("revision", Integer, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    UniqueConstraint("code_id", "group_id"),
)

framework_cell = Table(
    "framework_cell",
    metadata,
    identity(),
    Column("code_id", ForeignKey("code.id"), nullable=False),
    Column("row_key", String(120), nullable=False, comment="the three columns after it as one value"),
    Column("participant_id", ForeignKey("participant.id")),
    Column("case_id", ForeignKey("case.id")),
    Column("group_id", ForeignKey("stakeholder_group.id"), comment="of a case, where one group in it has a row"),
    Column("words", Text, nullable=False),
    Column("evidence", JSON, nullable=False, comment="ids of the codings that the words are linked to, in order"),
    Column("evidence_fingerprint", String(64), nullable=False, comment="of the codings when it was written"),
    Column("revision", Integer, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    UniqueConstraint("code_id", "row_key"),
    comment="What a researcher writes of one row under one theme of the framework matrix.",
)

number_ladder = Table(
    "number_ladder",
    metadata,
    identity(),
    Column("needs", JSON, nullable=False, comment="by step: per cent, informants, asked"),
    Column("words", JSON, nullable=False, comment="by language and step"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    comment="Which word a study uses for how many: one row, or none where the usual rule holds.",
)

guide_question = Table(
    "guide_question",
    metadata,
    identity(),
    Column("topic", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("groups", JSON, nullable=False, comment="ids of the groups whose guide has it, in order"),
    Column("codes", JSON, nullable=False, comment="ids of the codes that its answers are coded with, in order"),
    comment="Questions of the interview guides. A group or code that is gone is passed over when it is read.",
)

question_asked = Table(
    "question_asked",
    metadata,
    identity(),
    Column("question_id", ForeignKey("guide_question.id"), nullable=False),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("question_id", "document_id"),
    comment="A person's word on whether a question was asked in an interview; else the guide of its group tells.",
)

indicator_link = Table(
    "indicator_link",
    metadata,
    identity(),
    Column("indicator_id", ForeignKey("indicator.id"), nullable=False),
    Column("code_id", ForeignKey("code.id"), nullable=False),
    Column("group_id", ForeignKey("stakeholder_group.id"), nullable=False),
    Column("rater", Text, comment="whose numbers; none where those of all raters"),
    Column("about", String(10), nullable=False, comment="what people say, or also what the researcher wrote of it"),
    Column("how", String(12), nullable=False),
    Column("note", Text, nullable=False),
    Column("numbers_fingerprint", String(64), nullable=False, comment="of the numbers when it was made"),
    Column("codings_fingerprint", String(64), nullable=False),
    Column("words_fingerprint", String(64), nullable=False, comment="of the summary; empty where it is not about it"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    CheckConstraint("about IN ('theme', 'summary')", name="indicator_link_about"),
    CheckConstraint("how IN ('supports', 'explains', 'contradicts')", name="indicator_link_how"),
    comment="A person's word on what numbers from outside have to do with a theme of a group.",
)

CITING = (summary, framework_cell)
"""Tables whose `evidence` names codings."""

report_text = Table(
    "report_text",
    metadata,
    identity(),
    Column("kind", String(20), nullable=False),
    Column("position", Integer, nullable=False, comment="order among those of its kind"),
    Column("title", Text, nullable=False, comment="a recommendation's addressee, a box's heading"),
    Column("text", Text, nullable=False),
    Column("code_id", String(36), comment="whose chapter it stands in; no key, as codes are merged"),
    Column("codes", JSON, nullable=False, comment="ids of the codes that a limit is about"),
    Column("groups", JSON, nullable=False, comment="ids of the groups that a limit is about"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    CheckConstraint(
        "kind IN ('executive', 'recommendation', 'limit', 'guidepost', 'box')",
        name="report_text_kind",
    ),
    comment="A report's free texts in the researcher's words.",
)

printed_quote = Table(
    "printed_quote",
    metadata,
    identity(),
    Column("passage_id", ForeignKey("passage.id"), nullable=False, unique=True),
    Column("text", Text, nullable=False, comment="the passage shortened, with cuts and insertions in brackets"),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("changed", String(32), nullable=False),
    comment="Passages that reports do not print whole.",
)

report_plan = Table(
    "report_plan",
    metadata,
    identity(),
    Column("plan", JSON, nullable=False, comment="see exports.report.plan"),
    comment="How this study's report is made: at most one row. A choice of how to print, outside the log.",
)

word_template = Table(
    "word_template",
    metadata,
    identity(),
    Column("name", Text, nullable=False, comment="of the file"),
    Column("data", LargeBinary, nullable=False),
    comment="The team's own Word template: at most one row. A file and no act, outside the log.",
)

reading_progress = Table(
    "reading_progress",
    metadata,
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), primary_key=True),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("turns", JSON, nullable=False, comment="positions of the turns read, as merged half-open ranges"),
    Column("place", Integer, nullable=False, comment="position of the turn where the coder stopped"),
    Column("at", String(32), nullable=False, comment="when the coder stopped there"),
    comment="How far each coder has read. Nobody's word on the data, so outside the log and never undone.",
)

kept_doubt = Table(
    "kept_doubt",
    metadata,
    identity(),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("passage_id", ForeignKey("passage.id"), nullable=False),
    Column("code_id", String(36), nullable=False, comment="no key: the code may go, and the row means nothing then"),
    Column("at", String(32), nullable=False),
    UniqueConstraint("coder_id", "passage_id", "code_id"),
    comment="What a coder looked at again and found right: this passage with, or without, this code.",
)

sentence_link = Table(
    "sentence_link",
    metadata,
    identity(),
    Column("text_key", Text, nullable=False, index=True, comment="which text: see coding.written.texts"),
    Column("sentence", Text, nullable=False, comment="as it read when the link was made"),
    Column("document_id", ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("origin", String(10), nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String(32), nullable=False),
    CheckConstraint("origin IN ('hand', 'draft')", name="sentence_link_origin"),
    comment="Stretches of interviews that sentences of written findings rest on.",
)

disclosure_decision = Table(
    "disclosure_decision",
    metadata,
    identity(),
    Column("finding", String(64), nullable=False, comment="hash of what was found, where, in which words"),
    Column("kind", String(20), nullable=False),
    Column("where", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("decision", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("coder_id", ForeignKey("coder.id"), nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("finding"),
    CheckConstraint("decision IN ('accepted', 'mended', 'masked')", name="disclosure_decision"),
    comment="What a person decided about something that may tell who somebody is.",
)
