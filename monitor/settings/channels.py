"""``[[channels]]`` of ``monitor.toml``: where alerts go, one table a channel, told apart by ``kind``."""

from __future__ import annotations

from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from monitor.settings.findings import refusal
from monitor.settings.secret import Secret
from monitor.settings.tables import Flag, LocalPath, MailAddress, Number, Slug, Table, Text, Whole

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_SECONDS = 600
_LAST_PORT = 65535


def _host(host: str) -> str:
    if not (host.isascii() and host.isprintable()) or any(sign.isspace() for sign in host):
        found = "the host has signs that no host name has"
        raise refusal(found, "write it in plain Latin letters; an international name in its xn-- form")
    return host


class _Channel(Table):
    """What every channel has. ``enabled`` comes first: whether a secret is needed depends on it."""

    enabled: Flag = Field(default=True, description="true, or false to keep the channel in the file without using it")
    name: Slug = Field(description="a name of its own for this channel: deliveries are kept under it")
    claims: Flag = Field(
        default=True, description="true, or false for a channel that is only for what [health] tells, not for claims"
    )


class ConsoleChannel(_Channel):
    """Alerts on standard output."""

    kind: Literal["console"] = Field(description="the kind of channel")


class FileChannel(_Channel):
    """Alerts as JSON Lines at the end of a file."""

    kind: Literal["file"] = Field(description="the kind of channel")
    path: LocalPath = Field(description="the path of the file that alerts are added to, one JSON object a line")


class EmailChannel(_Channel):
    """Alerts by mail over SMTP."""

    kind: Literal["email"] = Field(description="the kind of channel")
    host: Annotated[Text, AfterValidator(_host)] = Field(
        description="the name of the mail server, like mail.example.org"
    )
    port: Whole = Field(default=587, ge=1, le=_LAST_PORT, description="the port of the mail server: 587, 465 or 25")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="starttls (usual on 587), tls (usual on 465), or none (a server on this machine only)",
    )
    username: Text | None = Field(default=None, description="the account's name, where the server asks for one")
    password: Secret | None = Field(default=None, description="where the account's password is kept")
    sender: MailAddress = Field(description="the address that alerts come from")
    recipients: tuple[MailAddress, ...] = Field(min_length=1, description="the addresses that alerts go to")
    timeout_seconds: Number = Field(default=30, gt=0, le=_MOST_SECONDS, description="seconds that one sending may take")
    list_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]+$")] | None = Field(
        default=None, description="a name like monitor.example.org for the List-Id header, by which readers filter"
    )

    @model_validator(mode="after")
    def _login_is_whole_and_safe(self) -> Self:
        if (self.username is None) != (self.password is None):
            given, missing = ("username", "password") if self.password is None else ("password", "username")
            found = f"{given} is given without {missing}"
            raise refusal(found, f"give both, or take {given} out", given)
        if self.password is not None and self.security == "none" and self.host not in _LOOPBACK:
            found = "the password would cross the network unprotected"
            raise refusal(found, 'set security = "starttls" or "tls"', "security")
        return self


def _web_address(secret: Secret) -> Secret:
    try:
        value = secret.reveal()
    except LookupError:  # only a channel that is off may hold a secret that is not set
        return secret
    if not value.startswith(("https://", "http://")) or not urlsplit(value).hostname:
        found = f"{secret.origin} holds no web address (not repeated)"
        raise refusal(found, "keep the whole webhook address there")
    return secret


class SlackChannel(_Channel):
    """Alerts to one Slack channel through an incoming webhook."""

    kind: Literal["slack"] = Field(description="the kind of channel")
    webhook: Annotated[Secret, AfterValidator(_web_address)] = Field(
        description="where the address of the incoming webhook is kept; whoever knows it can post"
    )


Channel = ConsoleChannel | FileChannel | EmailChannel | SlackChannel
TaggedChannel = Annotated[Channel, Field(discriminator="kind")]
