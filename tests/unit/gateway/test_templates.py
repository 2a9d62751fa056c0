"""What templates may not do to each other, and what a visit tells when a template prints it by mistake."""

import re
from pathlib import Path
from types import SimpleNamespace

import services.gateway.console
from services.gateway.adapters.backend import Backend
from services.gateway.console.visit import Visit
from shared.kernel.caller import Caller
from shared.kernel.clock import VirtualClock
from shared.security import TokenIssuer
from tests.support.http_door.stand_in import NOW, StandIn

TEMPLATES = Path(services.gateway.console.__file__).parent / "templates"
SET = re.compile(r"\{%-? set (\w+)")


def test_no_page_sets_a_name_of_the_shell_which_is_laid_around_it():
    shell = set(SET.findall((TEMPLATES / "base.html").read_text(encoding="utf-8")))
    assert shell
    pages = [file for file in TEMPLATES.rglob("*.html") if file.name != "base.html"]
    taken = {file.name: shell.intersection(SET.findall(file.read_text(encoding="utf-8"))) for file in pages}
    assert {name: both for name, both in taken.items() if both} == {}


def test_neither_a_visit_nor_the_backend_shows_tokens_as_text():
    clock = VirtualClock(NOW)
    backend = Backend(StandIn(), TokenIssuer(clock), clock)
    backend.ask(Caller("p-1", "李华"), "declaration.list_plans")
    backend.client.calls.clear()
    assert "eyJ" not in repr(backend)
    login = SimpleNamespace(login=SimpleNamespace(csrf="its-csrf"))
    assert repr(Visit(SimpleNamespace(backend=backend), login)) == "Visit()"
