"""The smallest common ground: errors, time, identifiers, canonical JSON and the caller."""
