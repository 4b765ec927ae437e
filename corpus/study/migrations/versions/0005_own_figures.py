"""How good suggestions are in the study itself, and how many stretches of each interview were read for them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the two tables; both are caches that are made anew where they are empty."""
    op.create_table(
        "own_figures",
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("told", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("model"),
    )
    op.create_table(
        "suggested_document",
        sa.Column("document_id", sa.String(length=36), nullable=False),
        sa.Column("stretches", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id"),
    )
