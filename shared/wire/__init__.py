"""Shapes on the wire: frozen records that say what a method gives, and what is made of their annotations.

`types`, `hints`, `requests` and `plain` are pure and may be used by every room; `schemas`, `event_checks` and `answer`
turn records into marshmallow schemas and the checks of events and answers.
"""
