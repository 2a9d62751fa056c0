"""From facts to a verdict: rules, paths, reliefs, what a cut-off changed."""
