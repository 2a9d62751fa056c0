"""Clause -> rule or feature -> tests: what the notices require of the software, and where each row is met."""
