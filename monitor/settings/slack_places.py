"""Where a Slack bot can post: a channel or a member, by id, or a channel by name."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from monitor.settings.findings import refusal
from monitor.settings.tables import Text

# An id of a channel, a private channel, a direct message or a member; or a channel's name. Source: Slack's page on ids.
_SLACK_PLACE = re.compile(r"[CGDUW][A-Z0-9]{2,20}|#[\w.-]{1,80}")


def slack_place(written: str) -> str:
    """An id or a channel's name, as written.

    Raises the refusal of a field for anything else; that is not repeated, as it may be the token, put there by mistake.
    """
    if not _SLACK_PLACE.fullmatch(written):
        found = "this is no channel or member of Slack (not repeated)"
        raise refusal(found, 'give an id like "C0123ABCD" or "U0123ABCD", or a channel\'s name like "#desk"')
    return written


SlackPlace = Annotated[Text, AfterValidator(slack_place)]
"""An id or a name to which a bot can post."""
