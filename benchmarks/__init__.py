"""What is fast and how accurate: each module measures one thing and prints it."""
