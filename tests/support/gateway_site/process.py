"""The site as a process of its own, and what tests ask of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.paths import ROOT, TEST_RUN, VAR
from infra.serve.place import RUNNING, STATE, WANTED, wish_for
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, FileClock, parse_instant
from shared.security import TokenIssuer
from tests.support.gateway_site.browser import Browser
from tests.support.gateway_site.moments import APPLICANTS

PLAYED_IN = 1500
STOPPED_IN = 30


class Site:
    """A running site; its process is ours alone."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        told = json.loads((folder / RUNNING).read_text(encoding="utf-8"))
        self.folder, self.process, self.url = folder, process, told["url"]
        self.groups: list[dict[str, Any]] = told["groups"]
        self.clock = FileClock(Path(told["clock"]))

    def people(self, role: str | None = None) -> list[dict[str, Any]]:
        """Who may be chosen, those with this role: person_id, account_id, name, story, acts (role, organisation id,
        its name, region)."""
        everyone = [person for group in self.groups for person in group["people"]]
        return [one for one in everyone if role is None or any(act[0] == role for act in one["acts"])]

    def nobody(self, **headers: str) -> Browser:
        """Somebody without a login."""
        return Browser(self.url, headers)

    def sign_in(self, role: str, story: str = "") -> Browser:
        """The first person of this role (whose story holds the word), signed in and acting in it."""
        person = next(one for one in self.people(role) if story in one["story"])
        browser = self.nobody()
        page = browser.submit("/sign-in", "/sign-in/demo", {"account_id": person["account_id"]})
        if page.path == "/capacities":
            number = [act[0] for act in person["acts"]].index(role)
            choices = [form["fields"] for form in page.forms() if form["action"].endswith("/capacities")]
            page = browser.submit(page, "/capacities", {"capacity_id": choices[number]["capacity_id"]})
        assert page.status == 200, f"{page.path} answers {page.status}"
        return browser

    def token(self, person: str, role: str, organisation: str | None = None, region: str | None = None) -> str:
        """A bearer token that the services believe, valid from the site's own moment on."""
        key = json.loads((self.folder / STATE).read_text(encoding="utf-8"))["issuer"]
        return TokenIssuer(self.clock, key).issue(Caller(person, "测试", organisation, frozenset({role}), region))

    def move_clock(self, to: str) -> None:
        """Let mornings pass up to this moment (ISO, Shanghai)."""
        moment = parse_instant(to if "+" in to else f"{to}+08:00").astimezone(ZONE)
        wish_for(self.folder, moment)
        _until(lambda: not (self.folder / WANTED).exists(), PLAYED_IN, "the clock has moved", self.process)


@contextmanager
def site_at(moment: str, applicants: int = APPLICANTS) -> Iterator[Site]:
    """A copy of the site as it is at this moment; ends with the block."""
    shared = os.environ.get(TEST_RUN)
    kept = Path(shared) / "serve" if shared else VAR / "serve"
    with tempfile.TemporaryDirectory(prefix="zhiping-site-") as folder:
        site, log = Path(folder) / "site", Path(folder) / "log"
        options = ["--at", moment, "--applicants", str(applicants), "--port", "0", "--folder", kept, "--copy", site]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "infra.cli", "serve", *map(str, options)], cwd=ROOT, stdout=output, stderr=output
            )
        try:
            _until((site / RUNNING).exists, PLAYED_IN, "the site answers", process, log)
            yield Site(site, process)
        finally:
            process.terminate()
            try:
                process.wait(STOPPED_IN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _until(done: Any, seconds: float, what: str, process: subprocess.Popen[bytes], log: Path | None = None) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if process.poll() is not None or time.monotonic() > deadline:
            told = log.read_text(errors="replace")[-4000:] if log else ""
            raise AssertionError(f"never came true: {what}\n{told}")
        time.sleep(0.1)
