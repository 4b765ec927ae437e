"""Studies that nobody said anything in, for measuring; what they hold is drawn with a fixed seed."""
