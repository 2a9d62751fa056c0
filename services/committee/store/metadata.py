"""The one metadata of the service's tables, which lie in several modules."""

from __future__ import annotations

from shared.persistence import new_metadata

metadata = new_metadata()
