"""`zhiping`: one sub-command per module of infra/commands, named after it (`dead_letters.py` is `dead-letters`).

A module has either `app` (a typer application with sub-commands) or `main` (the command itself). Only the module
that is asked for is imported, and before the process has gone green nothing that makes locks.
"""

import importlib
import pkgutil
import sys
import warnings
from typing import TYPE_CHECKING

from shared.kernel.garbage import begin_loading

if TYPE_CHECKING:
    import typer

GREEN = {"run", "demo", "serve"}
"""Commands that run services in this process; `run all` only starts others."""
NOT_GREEN = {"all", "gateway"}
"""What a command of those may name that has no greenlets: the door has threads."""


def command_names() -> list[str]:
    """Every sub-command, sorted."""
    package = importlib.import_module("infra.commands")
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(package.__path__))


def build(names: list[str]) -> "typer.Typer":
    """The application with these sub-commands."""
    import typer

    about = "Zhiping: run, deploy and look after the services."
    app = typer.Typer(help=about, no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False)
    app.callback()(_nothing)
    for name in names:
        module = importlib.import_module(f"infra.commands.{name.replace('-', '_')}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(module.main)
    return app


def go_green() -> None:
    """Let sockets, locks and sleeps yield; before anything that makes locks is imported (typer and pydantic do)."""
    import eventlet

    eventlet.monkey_patch()


def main() -> None:
    """Entry point of the `zhiping` script; a typed error of a service, or a setting that is refused, becomes one line
    and exit code 1."""
    begin_loading()
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    asked, known = sys.argv[1:2], command_names()
    if asked and asked[0] in GREEN and not NOT_GREEN & set(sys.argv[2:]):
        go_green()
    app = build(asked if asked and asked[0] in known else known)
    from shared.kernel.errors import ZhipingError
    from shared.kernel.secret_files import SettingRefused
    from shared.kernel.transport_security import Unprotected

    try:
        app()
    except ZhipingError as error:
        why = error.details.get("certificate")
        sys.exit(f"{error.slug}: {error.message}{f' ({why})' if why else ''}")
    except (SettingRefused, Unprotected) as error:
        sys.exit(f"refused to start: {error}")


def _nothing() -> None:
    """Keeps `zhiping` a group even while it holds a single command."""


if __name__ == "__main__":
    main()
