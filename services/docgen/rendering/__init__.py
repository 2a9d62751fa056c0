"""The engine behind the documents: templates compiled once, rendered as text in worker processes."""
