"""The report: a plan makes blocks of a study, and the blocks are written as Word, HTML or Markdown (`files`)."""
