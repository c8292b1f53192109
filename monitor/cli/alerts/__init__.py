"""``monitor alerts``: what was told and whether it arrived, why or why not, and what people say to it."""

from __future__ import annotations

import click

from monitor.cli.alerts.channels import channels
from monitor.cli.alerts.dead import dead, resend
from monitor.cli.alerts.explaining import why
from monitor.cli.alerts.listing import list_alerts
from monitor.cli.alerts.owning import ack
from monitor.cli.alerts.showing import show
from monitor.cli.alerts.silencing import silence, silences, unsilence
from monitor.cli.alerts.testing import test_channels
from monitor.cli.alerts.trying import route

__all__ = ["alerts"]


@click.group()
def alerts() -> None:
    """What was told, to whom, and why."""


for command in (
    list_alerts,
    show,
    why,
    route,
    silence,
    silences,
    unsilence,
    ack,
    dead,
    resend,
    channels,
    test_channels,
):
    alerts.add_command(command)
