"""The face: launcher, command line, pages, the transcript component and translations."""
