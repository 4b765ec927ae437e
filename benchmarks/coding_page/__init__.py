"""The parts of the benchmark `coding`: the page in a browser, the study alone, and Taguette."""
