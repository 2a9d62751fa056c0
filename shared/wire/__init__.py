"""Shapes on the wire: frozen records that say what a method gives, and what is made of their annotations.

`types` is pure and may be used by every room; `schemas`, `plain` and `answer` turn records into marshmallow schemas,
plain JSON and the check of an answer.
"""
