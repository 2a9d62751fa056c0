"""docs/openapi.json: what the door serves under /api/v1/openapi.json, in lines that a reader can compare."""

from __future__ import annotations

import json

from infra.paths import ROOT
from services.gateway.http.openapi import document

PAGE = ROOT / "docs" / "openapi.json"


def page() -> str:
    """Its text."""
    return json.dumps(document.document(), ensure_ascii=False, indent=1) + "\n"
