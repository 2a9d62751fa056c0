"""READMEs that show the way into a package: every folder is told, its first file exists, imports go down."""

import re

import grimp
import pytest

from infra.paths import ROOT


def table_of(package):
    """(folder, first file) in the order of the table; a file at the top stands for itself."""
    text = (ROOT / "shared" / package / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w./]+)` \| [^|]+ \|(?: `([\w.-]+)`)?", text, re.MULTILINE)
    return [(name.rstrip("/"), first) for name, first in rows]


@pytest.mark.parametrize("package", ["messaging", "persistence", "policy"])
def test_every_folder_is_told_with_a_file_to_start_at(package):
    home = ROOT / "shared" / package
    folders = {path.name for path in home.iterdir() if path.is_dir() and path.name[0] != "_" and any(path.glob("*.*"))}
    told = dict(table_of(package))
    assert folders <= told.keys()
    assert [name for name, first in told.items() if not (home / name).exists()] == []
    assert [
        (name, first) for name, first in told.items() if "." in first and (home / name).is_dir()
        and not (home / name / first).exists()
    ] == []  # fmt: skip


def test_imports_of_messaging_go_down_its_table():
    graph = grimp.build_graph("shared")
    order = [name for name, _ in table_of("messaging")]
    upward = {
        (module, used)
        for module in graph.modules
        for used in graph.find_modules_directly_imported_by(module)
        if module.startswith("shared.messaging.") and used.startswith("shared.messaging.")
        and order.index(module.split(".")[2]) > order.index(used.split(".")[2])
    }  # fmt: skip
    assert upward == set()
