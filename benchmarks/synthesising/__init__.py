"""What the benchmark of synthesis shares: ways of finding positions, and how they are judged."""
