"""Numbers from outside the interviews, and where a person links them to a theme of a group."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "indicator",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("low_label", sa.Text(), nullable=False),
        sa.Column("high_label", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("low IS NULL OR high IS NULL OR low < high", name="indicator_scale"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "measurement",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("indicator_id", sa.String(length=36), nullable=False),
        sa.Column("subject_key", sa.String(length=60), nullable=False),
        sa.Column("participant_id", sa.String(length=36), nullable=True),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("rater", sa.Text(), nullable=False),
        sa.Column("moment", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.CheckConstraint("(participant_id IS NULL) <> (case_id IS NULL)", name="measurement_subject"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"]),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"]),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("indicator_id", "subject_key", "rater", "moment"),
    )
    op.create_index("ix_measurement_indicator_id", "measurement", ["indicator_id"])
    op.create_table(
        "indicator_link",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("indicator_id", sa.String(length=36), nullable=False),
        sa.Column("code_id", sa.String(length=36), nullable=False),
        sa.Column("group_id", sa.String(length=36), nullable=False),
        sa.Column("rater", sa.Text(), nullable=True),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("numbers_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("codings_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("words_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("coder_id", sa.String(length=36), nullable=False),
        sa.Column("changed", sa.String(length=32), nullable=False),
        sa.CheckConstraint("about IN ('theme', 'summary')", name="indicator_link_about"),
        sa.CheckConstraint("how IN ('supports', 'explains', 'contradicts')", name="indicator_link_how"),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"]),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["group_id"], ["stakeholder_group.id"]),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
