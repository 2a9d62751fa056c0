"""What a pack says, entry by entry, in words for people; `sayings` gives it by clause."""
