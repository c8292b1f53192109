"""``[fetch]`` of ``monitor.toml``: manners and limits on the web."""

from __future__ import annotations

import ipaddress
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from monitor.settings.findings import refusal, shown
from monitor.settings.tables import Number, Table, Whole


def _reachable(contact: str) -> str:
    contact = contact.strip()
    if contact and "@" not in contact and not contact.startswith(("https://", "http://")):
        found = f"contact is {shown(contact)}"
        raise refusal(found, "give a mail address or a web address, where an outlet's operator can reach you")
    if not contact.isascii() or not contact.isprintable():
        found = "contact has signs that a request header cannot carry"
        raise refusal(found, "use plain Latin letters on one line")
    return contact


def _network(written: str) -> str:
    found = f"allow_networks holds {shown(written)}"
    try:
        return str(ipaddress.ip_network(written))
    except ValueError:
        pass
    try:
        near = f'write "{ipaddress.ip_network(written, strict=False)}"'
    except ValueError:
        near = 'give networks like "10.20.0.0/16" or "fd00:20::/32"'
    raise refusal(found, near)


Network = Annotated[str, AfterValidator(_network)]
"""A network in CIDR form, IPv4 or IPv6, in its usual spelling."""

Port = Annotated[int, Field(strict=True, ge=1, le=65535)]
"""A port of a server."""


class Fetch(Table):
    """``[fetch]``: manners and limits on the web."""

    contact: Annotated[str, AfterValidator(_reachable)] = Field(
        default="",
        description="a mail or web address that is sent in the User-Agent, so that an outlet can reach you",
    )
    total_seconds: Number = Field(default=20, gt=0, description="seconds that one fetch may take, redirects included")
    connect_seconds: Number = Field(default=10, gt=0, description="seconds that a connection may take to stand")
    least_bytes_per_second: Whole = Field(
        default=500, ge=0, description="bytes a second below which an answer is given up, measured from its first byte"
    )
    max_bytes: Whole = Field(
        default=5_000_000,
        ge=10_000,
        description="bytes of one answer, as sent and as unpacked, above which it is refused",
    )
    reach: Literal["public", "anywhere"] = Field(
        default="public",
        description="public: only addresses of the public Internet, so that no feed or page leads the monitor into the "
        "newsroom's own network; anywhere: that network too",
    )
    allow_networks: tuple[Network, ...] = Field(
        default=(), description='networks of your own that may be asked all the same, like "10.20.0.0/16"'
    )
    ports: tuple[Port, ...] = Field(
        default=(80, 443, 8080, 8443), min_length=1, description="the ports that may be asked on the public Internet"
    )
    max_redirects: Whole = Field(default=5, ge=0, le=20, description="redirects that one fetch may follow")
    gap_seconds: Number = Field(
        default=1.0, ge=0, le=3600, description="seconds between two requests to one host, at least"
    )
    per_host: Whole = Field(default=2, ge=1, description="fetches from one host at the same time")
    at_once: Whole = Field(default=32, ge=1, description="fetches at the same time, all hosts together")

    @model_validator(mode="after")
    def _limits_agree(self) -> Self:
        if self.connect_seconds > self.total_seconds:
            found = f"connect_seconds is {self.connect_seconds:g}, more than total_seconds, {self.total_seconds:g}"
            raise refusal(found, "give a connection no more time than the whole fetch", "connect_seconds")
        if self.per_host > self.at_once:
            found = f"per_host is {self.per_host}, more than at_once, {self.at_once}"
            raise refusal(found, "give one host no more than all hosts together", "per_host")
        return self
