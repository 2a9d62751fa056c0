"""The year of one notice over an update: the released version begins it, the present one ends it."""
