"""The console's templates without its door: words, days and clauses as its pages write them, for text and for files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, g, render_template, render_template_string
from markupsafe import Markup

from infra.demo.story.records import Answer
from services.gateway.console.register import register_templates
from shared.kernel.clock import Clock
from shared.policy import Pack

TEMPLATES = Path(__file__).parent / "templates"
STYLES = "样式"
"""Folder beside the page with the styles that it uses."""
HOME = "index.html"


class StaticConsole:
    """Templates of the console for one notice, at one moment."""

    def __init__(self, pack: Pack, clock: Clock) -> None:
        self.app = Flask("zhiping-story", static_folder=None, template_folder=None)
        register_templates(self.app, TEMPLATES)
        self.notice = pack.notice.document_number or pack.notice.title
        self.app.extensions["notice_numbers"] = {pack.notice.id: self.notice}
        self.nobody = SimpleNamespace(signed_in=None, caller=None, now=clock.now(), today=clock.today(), role=None)
        self.app.jinja_env.globals.update(
            url_for=_address, visit=lambda: self.nobody, look=SimpleNamespace(chosen=list, CHOICES={})
        )

    def page(self, template: str, **values: Any) -> str:
        """A whole page."""
        with self.app.app_context():
            g.visit = self.nobody
            return render_template(template, **values)

    def clause(self, clause: str | None) -> str:
        """A clause as papers cite it, without the number of the notice where it is one of the notice's own."""
        return self._words("{{ value | clause }}", clause).removeprefix(self.notice).strip()

    def sentence(self, text: str) -> str:
        """A sentence of a service with its days and clauses as papers write them."""
        return self._words("{{ value | cited }}", text)

    def day(self, value: Any) -> str:
        """2026年7月5日."""
        return self._words("{{ value | day }}", value)

    def change(self, change: Answer) -> str:
        """What would change a verdict, in the words of the page."""
        return self._words('{% from "parts/verdicts.html" import change_line %}{{ change_line(value) }}', change)

    def _words(self, source: str, value: Any) -> str:
        with self.app.app_context():
            g.visit = self.nobody
            return _plain(render_template_string(source, value=value))


def _plain(html: str) -> str:
    return Markup(html).striptags()


def _address(endpoint: str, **values: Any) -> str:
    """Where a file lies beside the page; nothing else of the console can be reached from it."""
    return f"{STYLES}/{values['filename']}" if endpoint == "files.static" else HOME
