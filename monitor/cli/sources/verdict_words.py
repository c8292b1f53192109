"""Verdicts of a probe in words: for the terminal, for the configuration, and for other programs. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from zoneinfo import ZoneInfo

from monitor.cli.sources.verdicts import RouteVerdict, Verdict
from monitor.health import span_words
from monitor.json_forms import Form

_LONGEST_DETAIL = 100  # judgement: what still fits on a line of the configuration


def route_remarks(route: RouteVerdict) -> str:
    """What stands beside the numbers: problems, where the answer came from, and under which name."""
    moved = f"moved for good to {route.moved_to}: put it into sources.toml" if route.moved_to else ""
    led = f"answered by {route.final_url}" if route.final_url not in {route.url, route.moved_to, ""} else ""
    named = "refuses the monitor's own name, answers a plain one" if route.agent == "plain" else ""
    return "; ".join(part for part in (route.detail, moved, led, named) if part)


def kept_lines(verdicts: Iterable[Verdict], version: str, by: str, zone: str) -> dict[str, str]:
    """What is written into the configuration, by source; nothing of those that were not asked."""
    asked = (verdict for verdict in verdicts if verdict.best.quality != "unasked")
    return {verdict.source: probed_line(verdict, version, by, zone) for verdict in asked}


def probed_line(verdict: Verdict, version: str, by: str, zone: str) -> str:
    """The verdict as it is written into a source's ``probed`` key: dated in the newsroom's zone, and signed."""
    best = verdict.best
    day = verdict.probed_at.astimezone(ZoneInfo(zone)).date()
    parts = [best.found or shorten(best.detail, _LONGEST_DETAIL, placeholder="…")]
    if best.entries:
        parts.append(f"{best.entries} {'entry' if best.entries == 1 else 'entries'}")
    if best.newest_at is not None:
        parts.append(f"newest {span_words(verdict.probed_at - best.newest_at)} old")
    parts += [best.validators] if best.validators else []
    place = verdict.routes.index(best)
    parts += [f"by fallback {place}"] if place else []
    parts += ["under a plain name"] if best.agent == "plain" else []
    return f"{day} {best.quality}: {', '.join(parts)} (newsroom-monitor {version} by {by})"


def verdict_form(verdict: Verdict, line: str) -> Form:
    """The verdict for other programs; ``line`` is what is written into the configuration, empty where nothing is."""
    return {
        "source": verdict.source,
        "quality": verdict.best.quality,
        "probed_at": verdict.probed_at.isoformat(),
        "probed": line,
        "routes": [_route_form(route) for route in verdict.routes],
    }


def _route_form(route: RouteVerdict) -> Form:
    return {
        "url": route.url,
        "kind": route.kind,
        "quality": route.quality,
        "found": route.found,
        "entries": route.entries,
        "newest_at": route.newest_at.isoformat() if route.newest_at else None,
        "validators": route.validators,
        "size_bytes": route.size_bytes,
        "content_type": route.content_type,
        "final_url": route.final_url,
        "moved_to": route.moved_to,
        "agent": route.agent,
        "detail": route.detail,
    }
