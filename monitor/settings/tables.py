"""What the tables of every configuration file have in common: strictness, and the kinds of value that recur."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from monitor.settings.findings import nearest, refusal, shown
from monitor.settings.surroundings import surroundings_of

SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
# One bare address in ASCII: not the whole of RFC 5322, but what every mail server takes.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class Table(BaseModel):
    """A table of a file: unknown keys are refused, nothing changes after loading, no input is repeated in errors.

    Defaults are checked like what is written, so that a default path is counted from the base folder too.
    """

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
        revalidate_instances="always",
    )


def _slug(written: str) -> str:
    if not SLUG.fullmatch(written):
        found = f"the name {shown(written)} has other signs than small letters, digits, - and _ between them"
        raise refusal(found, 'write it like "bbc-arabic"')
    return written


def mail_address(written: str) -> str:
    """The address as written. Raises the refusal of a field where it is no bare mail address."""
    if not _ADDRESS.fullmatch(written):
        found = f"{shown(written)} is not a mail address"
        raise refusal(found, 'give a bare address, like "desk@example.org"')
    return written


def _zone(zone: str) -> str:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, no relative path, a folder of zones
        near = nearest(zone, available_timezones())
        cure = f'write "{near}"' if near else "give the IANA name of a time zone, like Asia/Baghdad"
        found = f"zone is {shown(zone)}"
        raise refusal(found, cure) from None
    return zone


def zone_fault(zone: str) -> str | None:
    """What is wrong with the name of a time zone and what would help, in words; None for an IANA name."""
    try:
        _zone(zone)
    except PydanticCustomError as error:
        return error.message()
    return None


def _from_base(written: Path, info: ValidationInfo) -> Path:
    return surroundings_of(info).path(written)


Whole = Annotated[int, Strict()]
"""A whole number; neither text nor true and false pass for one."""

Number = Annotated[float, Strict()]
"""A number, whole or not."""

Flag = Annotated[bool, Strict()]
"""true or false."""

Tier = Annotated[int, Strict(), Field(ge=1, le=3)]
"""An outlet's weight to the desk, from 1, the weightiest, to 3."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not empty, without white space at its ends."""

Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{SLUG.pattern}$"})]
"""A name for people and files alike: small letters, digits, single hyphens or underscores between them."""

MailAddress = Annotated[str, AfterValidator(mail_address)]
"""A bare mail address."""

LocalPath = Annotated[Path, AfterValidator(_from_base)]
"""A path, counted from the base folder unless absolute."""

ZoneName = Annotated[str, AfterValidator(_zone)]
"""The IANA name of a time zone."""
