"""What can be wrong with a template or with one rendering of it."""

from __future__ import annotations


class TemplateFault(Exception):
    """The template itself cannot be used: broken tags, unbalanced branches, a placeholder that is missing."""


class RenderFault(Exception):
    """This document could not be made from this context: a value is missing or an illegal character got through."""


class WorkerLost(Exception):
    """A worker process died or fell silent in the middle of a document."""
