"""`zhiping serve`: the embedded site on the demonstration's data, at a moment of its year, for visitors."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


def main(
    notice: Annotated[str, typer.Option(help="A shipped policy pack, or the file of one.")] = "chifeng-2026",
    at: Annotated[datetime, typer.Option(help="The moment at which visitors come.")] = datetime(2026, 7, 5, 10),  # noqa: DTZ001  the zone is the house's
    applicants: Annotated[int, typer.Option(min=20, max=5000)] = 60,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    host: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="On which port.")] = 8080,
    folder: Annotated[Path, typer.Option(help="Where the site lies.")] = Path("var/serve"),
) -> None:
    """Play the year up to AT, then open the door until Ctrl-C."""
    import eventlet
    from rich.console import Console

    from infra.commands.policy.packs import load
    from infra.serve.site import play_until
    from shared.kernel.clock import ZONE

    console = Console()
    site = play_until(load(notice), applicants, seed, at.replace(tzinfo=ZONE), folder.resolve(), console)
    taken, close = site.open(host, port)
    console.print(f"http://{host}:{taken}/")
    try:
        while True:
            eventlet.sleep(3600)
    except KeyboardInterrupt:
        close()
        site.close()
