"""The licence of each package: what its own metadata says, and a table of the few whose metadata says nothing."""

import csv
import importlib.metadata
from pathlib import Path

TABLE = Path(__file__).with_name("licences.csv")
SHORT = 60
"""A `License` field longer than this is the text of the licence, not its name."""


class LicenceUnknown(Exception):
    """Neither its metadata nor the table names one; the table needs a line."""


def licence_of(name: str, version: str) -> str:
    """An SPDX expression where the package gives one, else the name by which it calls its licence."""
    named = _named_by_hand().get(name) or _named_by_itself(name, version)
    if not named:
        raise LicenceUnknown(f"{name} {version}: add its licence to {TABLE.name}")
    return named


def _named_by_hand() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["package"]: row["licence"] for row in csv.DictReader(file)}


def _named_by_itself(name: str, version: str) -> str:
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    if metadata["Version"] != version:
        return ""
    classified = [one for one in metadata.get_all("Classifier") or [] if one.startswith("License :: ")]
    stated = " ".join(metadata.get_all("License") or []).strip()
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    if stated and "\n" not in stated and len(stated) <= SHORT and stated != "UNKNOWN":
        return stated
    return classified[0].rpartition(" :: ")[2] if classified else ""
