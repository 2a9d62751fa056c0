"""Where things are in the checkout and which services it holds; everything here is read off the folders."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


def service_names() -> list[str]:
    """Names of all services, sorted: every folder below `services/` that has a `service.py`."""
    return sorted(path.parent.name for path in (ROOT / "services").glob("*/service.py"))
