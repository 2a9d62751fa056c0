"""`zhiping run`: one service as this process, or all of them as children that are restarted when they die."""

from enum import StrEnum
from typing import Annotated

import typer


class ServiceHalf(StrEnum):
    """Half of a service, where RPC and event work should not share a process."""

    RPC = "rpc"
    EVENTS = "events"


def main(
    service: Annotated[str, typer.Argument(help="declaration, audit, committee, docgen, notify, gateway; or all")],
    only: Annotated[ServiceHalf | None, typer.Option(help="Serve only RPC or only events.")] = None,
    stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev",
    replicas: Annotated[int, typer.Option(min=1, help="With `all`: processes per service.")] = 1,
) -> None:
    """Run a service until SIGTERM; settings come from ZHIPING_* or, where unset, from the dev stack."""
    if service == "all":
        _run_all(stack, replicas)
    else:
        _run_one(service, only, stack)


def _run_one(service: str, only: ServiceHalf | None, stack: str) -> None:
    from infra.connections import service_environment
    from infra.setting_names import DOOR

    if service == DOOR:
        from services.gateway.server import run_gateway

        run_gateway(service_environment(service, stack))
        return
    from infra.service_classes import service_class
    from shared.messaging.runtime.runner import run_service

    run_service(service_class(service), only.value if only else None, service_environment(service, stack))


def _run_all(stack: str, replicas: int) -> None:
    from infra.connections import must_be_up
    from infra.devstack import DevStack
    from infra.fleet import Fleet
    from infra.setting_names import DEPLOYED

    must_be_up(stack)
    running = DevStack(stack)
    with running.attended():
        Fleet(running.environment, running.folder / "services", replicas, DEPLOYED).supervise(typer.echo)
