"""`zhiping`: one sub-command per module of infra/commands, named after it (`dead_letters.py` is `dead-letters`).

A module has either `app` (a typer application with sub-commands) or `main` (the command itself). Only the module
that is asked for is imported: `zhiping run` must patch the process before anything else is loaded.
"""

import importlib
import pkgutil
import sys
import warnings

import typer

import infra.commands


def command_names() -> list[str]:
    """Every sub-command, sorted."""
    return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(infra.commands.__path__))


def build(names: list[str]) -> typer.Typer:
    """The application with these sub-commands."""
    app = typer.Typer(
        help="Zhiping: run, deploy and look after the services.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_show_locals=False,
    )
    app.callback()(_nothing)
    for name in names:
        module = importlib.import_module(f"infra.commands.{name.replace('-', '_')}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(module.main)
    return app


def main() -> None:
    """Entry point of the `zhiping` script."""
    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    asked = sys.argv[1:2]
    known = command_names()
    app = build(asked if asked and asked[0] in known else known)
    from shared.kernel.errors import ZhipingError

    try:
        app()
    except ZhipingError as error:
        sys.exit(f"{error.slug}: {error.message}")


def _nothing() -> None:
    """Keeps `zhiping` a group even while it holds a single command."""


if __name__ == "__main__":
    main()
