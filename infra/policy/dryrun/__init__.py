"""A pack over a file of people: who would qualify for what and why. Streaming; memory does not grow with the file."""
