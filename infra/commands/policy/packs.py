"""Finding the pack that the command line names; every mistake goes to standard error with its line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shared.policy import Pack
    from shared.policy.pack.yaml_lines import Lines

PackName = Annotated[str, typer.Argument(help="a file, or the name of a shipped pack such as chifeng-2026")]


def text_of(name: str) -> str:
    """The YAML of a file or shipped pack; exit code 1 when there is neither."""
    from shared.policy import shipped_text

    try:
        return Path(name).read_text(encoding="utf-8") if Path(name).is_file() else shipped_text(name)
    except FileNotFoundError as error:
        typer.echo(f"no such file or shipped pack: {name}", err=True)
        raise typer.Exit(1) from error


def load(name: str) -> Pack:
    """The loaded pack; exit code 1 with every problem when it is refused."""
    return load_text(name, text_of(name))[0]


def load_text(name: str, text: str) -> tuple[Pack, Lines]:
    """The same from a text already read, with the lines of its values; `name` is only for the problems."""
    from shared.policy import PackError
    from shared.policy.pack.loader import load_with_lines

    try:
        return load_with_lines(text)
    except PackError as error:
        for problem in error.problems:
            typer.echo(f"{name}: {problem}", err=True)
        raise typer.Exit(1) from error
