"""`zhiping serve`: the embedded site on the demonstration's data, at a moment of its year, for visitors."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The embedded site on the demonstration's data, for visitors.", invoke_without_command=True)
ROOT = Path("var/serve")
WAIT_SECONDS = 600
Folder = Annotated[Path, typer.Option(help="Where sites are kept.")]


@app.callback()
def main(
    context: typer.Context,
    notice: Annotated[str, typer.Option(help="A shipped policy pack, or the file of one.")] = "chifeng-2026",
    at: Annotated[datetime, typer.Option(help="The moment at which visitors come.")] = datetime(2026, 7, 5, 10),  # noqa: DTZ001  the zone is the house's
    applicants: Annotated[int, typer.Option(min=20, max=5000)] = 60,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 1,
    host: Annotated[str, typer.Option(help="Where to listen; whoever reaches it may be anybody.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="On which port; 0: any that is free.")] = 8080,
    folder: Folder = ROOT,
    fresh: Annotated[bool, typer.Option(help="Begin where the demonstration ended, not where visitors left.")] = False,
    copy: Annotated[Path | None, typer.Option(help="Serve a copy made there, and leave the kept site alone.")] = None,
) -> None:
    """Play the year up to AT if nobody has yet, then open the door until Ctrl-C."""
    if context.invoked_subcommand is not None:
        return
    from rich.console import Console

    from infra.commands.policy.packs import load
    from infra.serve.kept import Wish
    from infra.serve.play import kept_site
    from shared.kernel.clock import ZONE

    console = Console()
    wish = Wish(load(notice), applicants, seed, at.replace(tzinfo=ZONE))
    kept = kept_site(wish, folder.resolve(), console)
    site = copy.resolve() if copy else kept.folder / "site"
    if fresh or copy or not site.exists():
        kept.copy_to(site)
    _serve(site, host, port, console.print)


def _serve(site: Path, host: str, port: int, say: Callable[..., None]) -> None:
    from infra.serve.site import VisitorsSite
    from shared.messaging.runtime.runner import on_signals
    from shared.telemetry import configure_logs

    configure_logs("site", stream=(site / "log.jsonl").open("a", buffering=1, encoding="utf-8"))
    asked = on_signals()
    running = VisitorsSite(site)
    url, close = running.open(host, port)
    say(f"{url}  演示站点时间 {running.clock.now():%Y年%m月%d日 %H:%M}；按 Ctrl-C 结束", soft_wrap=True)
    asked.wait()
    say("正在关闭……")
    close()
    running.close()


@app.command()
def clock(
    to: Annotated[datetime, typer.Option(help="The moment to which the site's clock moves; never back.")],
    folder: Folder = ROOT,
) -> None:
    """Move the clock of the running site, morning by morning: deadlines fall, reminders go out, nobody else acts."""
    import time

    from infra.serve.place import WANTED, wish_for
    from shared.kernel.clock import ZONE, FileClock

    site = _running(folder)
    instant, file = to.replace(tzinfo=ZONE), FileClock(Path(site["clock"]))
    if instant < file.now():
        raise SystemExit(f"it is {file.now():%Y-%m-%d %H:%M} there already; begin again with --fresh")
    wish_for(Path(site["folder"]), instant)
    deadline = time.monotonic() + WAIT_SECONDS
    while (Path(site["folder"]) / WANTED).exists():
        if time.monotonic() > deadline:
            raise SystemExit("the site does not move its clock; is it still running?")
        time.sleep(0.1)
    typer.echo(f"{file.now():%Y-%m-%d %H:%M}")


@app.command()
def token(
    person: Annotated[str, typer.Option(help="person_id of the caller.")],
    role: Annotated[list[str], typer.Option(help="A role; may be given several times.")],
    organisation: Annotated[str | None, typer.Option(help="organisation_id the caller acts for.")] = None,
    region: Annotated[str | None, typer.Option(help="Administrative code.")] = None,
    folder: Folder = ROOT,
) -> None:
    """Print an access token of the running site, valid from the site's own moment on."""
    from infra.serve.kept import state_in
    from shared.kernel.caller import Caller
    from shared.kernel.clock import FileClock
    from shared.security import TokenIssuer

    site = _running(folder)
    keys, _ = state_in(Path(site["folder"]))
    caller = Caller(person, "演示用户", organisation, frozenset(role), region)
    typer.echo(TokenIssuer(FileClock(Path(site["clock"])), keys.issuer).issue(caller))


def _running(folder: Path) -> dict[str, str]:
    from infra.serve.place import running_in

    found = running_in(folder.resolve())
    if found is None:
        raise SystemExit("no site is served; start one with `make serve`")
    return found
