"""Two submissions of a declaration held against each other, and against what returns in between asked for. Pure."""
