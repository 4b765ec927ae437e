"""What the benchmark of suggestions is made of: coded passages, ways of answering, and figures with their doubt."""
