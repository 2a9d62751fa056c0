"""The wire: what services tell each other. One module per publishing service; `queues` lists who listens to what.

A person or organisation is named by id; `docs/contracts/` holds the generated description of everything here.
"""
