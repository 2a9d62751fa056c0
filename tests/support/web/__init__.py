"""Pages in a real browser: signing in with one click, what npm brings, and what a look at a page finds."""
