"""Tables of docgen and the repositories over them."""
