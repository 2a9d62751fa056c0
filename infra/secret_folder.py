"""A folder of secrets, one per file, as `<NAME>_FILE` settings and Docker secrets want them."""

from collections.abc import Mapping
from pathlib import Path


def write_secrets(folder: Path, secrets: Mapping[str, str]) -> None:
    """Write them, each under its name, over what stands there.

    The folder is the owner's alone (0700). The files are readable by everybody who gets as far (0444): Docker mounts
    them into containers as they are, where users of other numbers read them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for name, value in secrets.items():
        path = folder / name
        path.unlink(missing_ok=True)
        path.touch(0o600)
        path.write_text(value + "\n", encoding="utf-8")
        path.chmod(0o444)


def read_secrets(folder: Path) -> dict[str, str]:
    """What such a folder holds, by name; nothing where there is none."""
    files = sorted(path for path in folder.glob("*") if path.is_file())
    return {path.name: path.read_text(encoding="utf-8").rstrip("\r\n") for path in files}
