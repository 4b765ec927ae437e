"""Decisions about suggestions are each coder's own; whether suggestions were in view when something was coded."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the two tables; suggestions get the probability of their top code, and when they were made.

    Decisions of before stay on the suggestions themselves, where the log knows them.
    """
    op.add_column("suggestion", sa.Column("top_score", sa.Float(), nullable=False, server_default="1"))
    op.add_column("suggestion", sa.Column("made", sa.String(length=32), nullable=False, server_default=""))
    op.create_table(
        "suggestion_decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("passage_id", sa.String(length=36), nullable=False),
        sa.Column("code_id", sa.String(length=36), nullable=False),
        sa.Column("coder_id", sa.String(length=36), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("decided", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "status IN ('accepted', 'edited', 'rejected', 'deferred')", name="suggestion_decision_status"
        ),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"]),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"]),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("passage_id", "code_id", "coder_id"),
    )
    op.create_index("ix_suggestion_decision_passage_id", "suggestion_decision", ["passage_id"])
    op.create_table(
        "coding_view",
        sa.Column("coding_id", sa.String(length=36), nullable=False),
        sa.Column("suggestions_shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("coding_id"),
    )
