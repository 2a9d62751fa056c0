"""The texts of the catalogue as they are shown to whoever writes rules."""

from __future__ import annotations

from typing import Annotated

from shared.wire.types import Doc, record


@record
class WordingView:
    """A text that notify sends, and how it reads with made-up values."""

    name: str
    version: Annotated[str, Doc("another one as soon as a character of the text is")]
    of_reminders: Annotated[bool, Doc("rules send it; false: a fact does")]
    fields: Annotated[tuple[str, ...], Doc("what is filled in")]
    title: str
    body: str
    example_title: str
    example_body: str


@record
class Wordings:
    """By name."""

    items: tuple[WordingView, ...]
