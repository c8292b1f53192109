"""Who hears of an alert, when, and together with what: pure, with the moment handed in.

``owe`` is asked once, when an alert is made; ``dispatch`` at every look at what is owed. In doubt something is told:
a message too many is a nuisance, one too few a loss.
"""

from monitor.routing.bundling import MOST_CHANGES, bundle
from monitor.routing.dispatching import come_due, dispatch
from monitor.routing.owing import fingerprints, owe
from monitor.routing.quiet import quiet_until
from monitor.routing.recipients import addressed, all_routes, label, place_of, routes_within
from monitor.routing.repeats import Known, look_back
from monitor.routing.reviewing import horizon, review
from monitor.routing.sayings import parts_told
from monitor.routing.slots import digests_sent, last_slot, next_slot
from monitor.routing.surroundings import Surroundings, surroundings_of
from monitor.routing.timing import comes_due, rescheduled
from monitor.routing.verdicts import Held, Muted, Ready, Verdict
from monitor.routing.withholding import withhold

__all__ = [
    "MOST_CHANGES",
    "Held",
    "Known",
    "Muted",
    "Ready",
    "Surroundings",
    "Verdict",
    "addressed",
    "all_routes",
    "bundle",
    "come_due",
    "comes_due",
    "digests_sent",
    "dispatch",
    "fingerprints",
    "horizon",
    "label",
    "last_slot",
    "look_back",
    "next_slot",
    "owe",
    "parts_told",
    "place_of",
    "quiet_until",
    "rescheduled",
    "review",
    "routes_within",
    "surroundings_of",
    "withhold",
]
