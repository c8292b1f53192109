"""What a channel leads to: addresses of its own, and those of people who are told by it."""

from __future__ import annotations

from monitor.settings.channels import Channel, EmailChannel, SlackChannel
from monitor.settings.findings import refused
from monitor.settings.slack_places import slack_place
from monitor.settings.tables import mail_address


def own_addresses(channel: Channel) -> tuple[str, ...]:
    """The addresses that a channel leads to by itself, each once; one empty one where it leads to a single place."""
    match channel:
        case EmailChannel():
            return tuple(dict.fromkeys(channel.recipients))
        case SlackChannel(to=str(place)):
            return (place,)
        case _:
            return ("",)


def address_fault(channel: Channel, address: str | None) -> tuple[str, str] | None:
    """Why a person cannot be told at ``address`` by a channel, and what would help; None where they can.

    Mail and a Slack bot need an address, of their own kind. Every other channel leads to one place and takes none.
    """
    match channel, address:
        case EmailChannel(), None:
            return "address is missing: mail goes to one", 'give it, like address = "sara@example.org"'
        case EmailChannel(), str():
            return refused(mail_address, address)
        case SlackChannel(to=str()), None:
            return "address is missing: the bot writes to a member or channel", 'give it, like address = "U0123ABCD"'
        case SlackChannel(to=str()), str():
            return refused(slack_place, address)
        case _, str():
            return f'"{channel.name}" leads to one place and takes no address', "take address out"
        case _:
            return None
