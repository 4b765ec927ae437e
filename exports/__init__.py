"""What leaves the house: Word, Excel and CSV, and the disclosure check every export passes."""
