"""``[[channels]]`` of ``monitor.toml``: where alerts go, one table a channel, told apart by ``kind``."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from monitor.records import Lang
from monitor.settings.findings import refusal
from monitor.settings.routes import WebAddress
from monitor.settings.secret import SLACK_TOKENS, Secret, SecretAddress
from monitor.settings.slack_places import SlackPlace
from monitor.settings.tables import Flag, LocalPath, MailAddress, Number, Slug, Table, Text, Whole

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MOST_SECONDS = 600
_LAST_PORT = 65535
_APPRISE_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


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

    lang: Lang = Field(
        default="en",
        description="the language in which its messages are worded: ar, en or ckb; quotes stay as they are",
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


def _bot_token(token: Secret) -> Secret:
    if token.is_set and not (token.reveal().startswith(SLACK_TOKENS) and _is_one_word(token.reveal())):
        found = f"{token.origin} holds no token of a Slack bot (not repeated)"
        raise refusal(found, "keep the bot token there, which begins with xoxb-")
    return token


def _is_one_word(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value


class SlackChannel(_Channel):
    """Alerts to one Slack channel, through an incoming webhook or by a bot. Exactly one of the two is given."""

    kind: Literal["slack"] = Field(description="the kind of channel")
    webhook: SecretAddress | None = Field(
        default=None, description="where the address of the incoming webhook is kept; whoever knows it can post"
    )
    token: Annotated[Secret, AfterValidator(_bot_token)] | None = Field(
        default=None, description="in place of a webhook, where the token of a bot is kept: it can answer in threads"
    )
    to: SlackPlace | None = Field(
        default=None, description="with a token, where the bot posts: a channel's id like C0123ABCD, or #name"
    )
    api: WebAddress = Field(
        default="https://slack.com/api",
        description="with a token, where Slack's methods are; another one for Slack's own government cloud alone",
    )

    @model_validator(mode="after")
    def _one_way_in(self) -> Self:
        if self.webhook is None and self.token is None:
            found = "there is neither a webhook nor a token"
            raise refusal(found, "give webhook, or token and to")
        if self.webhook is not None and self.token is not None:
            found = "both a webhook and a token are given"
            raise refusal(found, "keep one: a bot can answer in threads, a webhook cannot", "token")
        if self.token is not None and self.to is None:
            found = "token is given without to"
            raise refusal(found, 'say where the bot posts: to = "C0123ABCD"', "token")
        if self.webhook is not None and self.to is not None:
            found = "to is given with a webhook, which leads to one channel of its own"
            raise refusal(found, "take it out, or give a token in place of the webhook", "to")
        return self


class WebhookChannel(_Channel):
    """Alerts as JSON to an address of yours."""

    kind: Literal["webhook"] = Field(description="the kind of channel")
    url: SecretAddress = Field(description="where the address that is posted to is kept")
    key: Secret | None = Field(
        default=None, description="where the key is kept with which each message is signed (HMAC), so that it is ours"
    )


def _apprise_address(secret: Secret) -> Secret:
    if secret.is_set and not _APPRISE_ADDRESS.fullmatch(secret.reveal()):
        found = f"{secret.origin} holds no address of Apprise (not repeated)"
        raise refusal(found, "keep one address there, like tgram://… or matrixs://…")
    return secret


class AppriseChannel(_Channel):
    """Alerts through Apprise, to one of the services it knows. Needs the optional extra ``apprise``."""

    kind: Literal["apprise"] = Field(description="the kind of channel")
    url: Annotated[Secret, AfterValidator(_apprise_address)] = Field(
        description="where the service's address, as Apprise writes it, is kept; it mostly holds a token"
    )
    timeout_seconds: Number = Field(default=30, gt=0, le=_MOST_SECONDS, description="seconds that one sending may take")


Channel = ConsoleChannel | FileChannel | EmailChannel | SlackChannel | WebhookChannel | AppriseChannel
TaggedChannel = Annotated[Channel, Field(discriminator="kind")]
