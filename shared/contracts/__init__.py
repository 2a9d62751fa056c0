"""The wire: what services tell each other. One module per publishing service; `queues` lists who listens to what.

A person or organisation is named by id. Records and event types are pure: an event type loads what
checks it when first asked.
"""
