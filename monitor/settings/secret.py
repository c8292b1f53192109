"""Secrets: named in a file, kept elsewhere, never shown.

A configuration file holds ``{ env = "NAME" }`` or ``{ file = "path" }``, never the secret itself. It is looked up when
the file is loaded. No message repeats what was written in a secret's place, as that may be the secret.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from monitor.settings.findings import refusal
from monitor.settings.surroundings import Surroundings, surroundings_of

_CURE = 'write { env = "NAME" } for an environment variable, or { file = "path" } for a file that holds it'
SLACK_TOKENS = ("xoxb-", "xoxp-", "xoxe", "xapp-")
"""How Slack's tokens begin: of a bot, a user, one that expires, an app. Source: Slack's page on token types."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Secret:
    """A value that is shown nowhere: its text forms are ``Secret(***)``, its JSON form ``***``.

    ``origin`` says where it is kept ("environment variable NAME"). A channel that is off may hold a secret that is not
    set.
    """

    __slots__ = ("_value", "origin")

    def __init__(self, origin: str, value: str | None) -> None:
        """Keep the value; None where it is not set."""
        self.origin = origin
        self._value = value

    @property
    def is_set(self) -> bool:
        """Whether there is a value to reveal."""
        return self._value is not None

    def reveal(self) -> str:
        """The value itself. Raises LookupError, naming the origin, where it is not set."""
        if self._value is None:
            msg = f"{self.origin} is not set"
            raise LookupError(msg)
        return self._value

    def __repr__(self) -> str:
        """``Secret(***)``, whatever the value."""
        return "Secret(***)"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled or copied: the copy would hold the value in the clear. Raises TypeError."""
        msg = "a secret is not written out"
        raise TypeError(msg)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Checked by ``_looked_up``; serialised as three stars."""
        return core_schema.with_info_plain_validator_function(
            _looked_up, serialization=core_schema.plain_serializer_function_ser_schema(_stars)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A table with one of the two keys."""
        return {"oneOf": [_one_key_table("env"), _one_key_table("file")]}


def _looked_up(written: object, info: ValidationInfo) -> Secret:
    """The secret that a table names. One that is not set is refused only where the channel is enabled."""
    surroundings = surroundings_of(info)
    match written:
        case Secret():
            return written
        case {"env": str(name), **others} if not others and _VARIABLE.fullmatch(name):
            secret = Secret(f"environment variable {name}", surroundings.environ.get(name) or None)
            cure = f"set {name} before the monitor starts"
        case {"file": str(path), **others} if not others and _may_be_path(path):
            secret = _from_file(path, surroundings)
            cure = "write the secret, and nothing else, into that file"
        case _:
            raise _not_a_secret(written)
    if info.data.get("enabled", True) and not secret.is_set:
        found = f"{secret.origin} is not set or empty"
        way_out = ", or set enabled = false for this channel" if "enabled" in info.data else ", or take the key out"
        raise refusal(found, cure + way_out)
    return secret


def _may_be_path(written: str) -> bool:
    """Whether it names a file, rather than being an address or a Slack token put there by mistake."""
    return bool(written) and written.isprintable() and "://" not in written and not written.startswith(SLACK_TOKENS)


def _from_file(path: str, surroundings: Surroundings) -> Secret:
    try:
        value = surroundings.path(path).read_text(encoding="utf-8-sig").strip()
    except (OSError, ValueError):  # missing, a folder, not ours to read, not text: all mean that no secret is there
        value = ""
    return Secret(f"file {path}", value or None)


def _not_a_secret(written: object) -> PydanticCustomError:
    if isinstance(written, str):
        return refusal("a secret stands here in plain text (not repeated)", f"take it out of the file and {_CURE}")
    return refusal("what stands here does not say where the secret is kept", _CURE)


def _web_address(secret: Secret) -> Secret:
    if secret.is_set and not _is_web_address(secret.reveal()):
        found = f"{secret.origin} holds no web address (not repeated)"
        raise refusal(found, "keep the whole address there, from https:// on")
    return secret


def _is_web_address(value: str) -> bool:
    try:
        return value.startswith(("https://", "http://")) and bool(urlsplit(value).hostname)
    except ValueError:  # a bracket that is left open
        return False


def _stars(_secret: Secret) -> str:
    return "***"


def _one_key_table(key: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: {"type": "string"}},
        "required": [key],
        "additionalProperties": False,
    }


SecretAddress = Annotated[Secret, AfterValidator(_web_address)]
"""A web address that is a secret: whoever knows it can use it."""
