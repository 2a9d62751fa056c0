"""Every slug that shared.persistence raises has a Chinese text."""

import re
from pathlib import Path

import shared.persistence
from shared.kernel.catalogue import CATALOGUE_DIR

RAISED = re.compile(r'(?:unavailable|conflict|invalid|not_found)\(\s*"(\w+)"|(?:get|first)_or_not_found\([^"]*"(\w+)"')


def test_every_slug_raised_here_has_a_text():
    sources = [path.read_text(encoding="utf-8") for path in Path(shared.persistence.__file__).parent.rglob("*.py")]
    slugs = {name for source in sources for match in RAISED.findall(source) for name in match if name}
    assert len(slugs) >= 9
    texts = "".join(path.read_text(encoding="utf-8") for path in CATALOGUE_DIR.glob("*.yaml"))
    assert {slug for slug in slugs if f"\n{slug}: " not in texts} == set()
