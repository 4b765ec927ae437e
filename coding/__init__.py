"""Who read it how: codings, suggestions, comparison and theme summaries."""
