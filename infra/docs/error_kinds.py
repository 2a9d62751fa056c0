"""Of which kind each error is, read from the calls that raise it: `conflict("stale_version")`.

The suites hold it: an error of another kind than this table says fails there (`tests.support.declared`).
"""

from __future__ import annotations

import re
from functools import cache

from infra.paths import ROOT
from shared.contracts.queues import SERVICES

_RAISED = re.compile(r"\b(refused|invalid|conflict|forbidden|not_found|unavailable)\(\s*f?\"([a-z_{}.]+)\"")
_BY_OTHER_MEANS = {
    "age_implausible": "invalid",
    "date_in_future": "invalid",
    "date_too_early": "invalid",
    "dates_out_of_order": "invalid",
    "document_not_ready": "conflict",
    "file_has_programs": "invalid",
    "file_swells": "invalid",
    "objections_anonymous_too_many": "unavailable",
    "objections_too_many": "unavailable",
    "over_county_quota": "refused",
    "over_post_quota": "refused",
    "pdf_empty": "invalid",
    "pdf_encrypted": "invalid",
    "person_exists": "conflict",
    "publicity_not_found": "not_found",
    "recheck_not_found": "not_found",
    "revision_not_found": "not_found",
    "token_invalid": "forbidden",
}
"""Slugs that reach the error by a variable or a helper."""


def kind_of(slug: str) -> str:
    """The kind; KeyError for an error that nothing raises."""
    found = _raised()
    if slug in found:
        return found[slug]
    if slug in _BY_OTHER_MEANS:
        return _BY_OTHER_MEANS[slug]
    return next(kind for pattern, kind in found.items() if "*" in pattern and _fits(pattern, slug))


@cache
def _raised() -> dict[str, str]:
    """Slug -> kind; what an f-string fills in is a star."""
    found: dict[str, str] = {}
    for folder in (*(f"services/{service}" for service in SERVICES), "shared"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for kind, slug in _RAISED.findall(path.read_text(encoding="utf-8")):
                found[re.sub(r"\{[^}]*\}", "*", slug)] = kind
    return found


def _fits(pattern: str, slug: str) -> bool:
    return re.fullmatch(pattern.replace("*", ".+"), slug) is not None
