"""`zhiping demo`: one notice from publication to certificates with made-up people, in one process or on a dev stack."""

from pathlib import Path
from typing import Annotated

import typer


def main(
    notice: Annotated[str, typer.Option(help="A shipped policy pack, or the file of one.")] = "chifeng-2026",
    applicants: Annotated[int, typer.Option(min=10, max=5000)] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same summary.")] = 1,
    folder: Annotated[Path, typer.Option(help="Where the page, the papers and summary.json go.")] = Path("var/demo"),
    stack: Annotated[
        str | None, typer.Option(help="Play on this dev stack (make up), each service a process of its own.")
    ] = None,
) -> None:
    """Play the year; tells five stories, prints tables and leaves index.html, papers and summary.json under FOLDER."""
    from rich.console import Console

    from infra.commands.policy.packs import load
    from infra.demo.run import demo

    demo(load(notice), applicants, seed, folder.resolve(), Console(), stack)
