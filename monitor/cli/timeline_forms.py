"""A key's claims and positions for other programs: as JSON, and as rows of CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TextIO

from monitor.boards import Backed, Dossier
from monitor.cli.change_words import mark_words
from monitor.json_forms import Form, change_form, value_form
from monitor.records import Change, DateValue, Said

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""Signs by which spreadsheets take a cell for a formula. Source: OWASP, "CSV Injection"."""

CSV_COLUMNS = (
    *("said_at", "outlet", "origin", "speaker", "office"),
    *("kind", "start", "end", "rel", "low", "high", "unit", "approx"),
    *("modality", "background", "change", "quote", "url", "article"),
)
"""Of a date ``low, high, unit`` are empty, of a figure ``start, end, rel``."""


def as_told(said: Said) -> tuple[datetime, str, int, int]:
    """The order in which the ledger judged: by publication, within an article as the claims stand in its text."""
    claim = said.claim
    return said.said_at, claim.article_id, claim.start, claim.value_start


def changes_by_claim(dossier: Dossier) -> dict[str, list[Change]]:
    """The changes that each claim made, by its id; claims that made none are left out."""
    found: dict[str, list[Change]] = {}
    for change in dossier.changes:
        found.setdefault(change.said.claim.claim_id, []).append(change)
    return found


def timeline_form(dossier: Dossier) -> Form:
    """The key with all its claims, as they were told, and its positions, oldest first."""
    changes, said = changes_by_claim(dossier), sorted(dossier.said, key=as_told)
    return {
        "key": str(dossier.key),
        "kind": _kind(said),
        "claims": [_claim_form(one, changes.get(one.claim.claim_id, ())) for one in said],
        "positions": [position_form(one) for one in dossier.positions],
    }


def position_form(backed: Backed) -> Form:
    """A position with its backers: ``standing`` are those of its origins that have not turned to another one since."""
    position = backed.position
    return {
        "value": value_form(position.value),
        "stage": position.stage,
        "first_at": position.first_at.isoformat(),
        "last_at": position.last_at.isoformat(),
        "origins": list(backed.origins),
        "standing": list(backed.standing),
        "articles": backed.articles,
        "first_by": backed.first_by,
        "lead": backed.leads,
    }


def write_csv(dossier: Dossier, out: TextIO) -> None:
    """A row a claim, as they were told, below a row of names (RFC 4180).

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    changes = changes_by_claim(dossier)
    rows = csv.DictWriter(out, CSV_COLUMNS)
    rows.writeheader()
    for said in sorted(dossier.said, key=as_told):
        row = _csv_row(said, mark_words(changes.get(said.claim.claim_id, ())))
        rows.writerow({name: guarded(cell) for name, cell in row.items()})


def guarded(cell: object) -> str:
    """A cell as text that no spreadsheet takes for a formula; nothing for None, ``true`` or ``false`` for those."""
    text = str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _kind(said: Sequence[Said]) -> str:
    return "date" if not said or isinstance(said[0].claim.value, DateValue) else "quantity"


def _claim_form(said: Said, changes: Iterable[Change]) -> Form:
    claim = said.claim
    return {
        "claim": claim.claim_id,
        "said_at": said.said_at.isoformat(),
        "outlet": said.outlet,
        "origin": said.reported_by,
        "speaker": claim.speaker,
        "office": claim.office,
        "value": value_form(claim.value),
        "modality": claim.modality,
        "background": claim.background,
        "quote": claim.quote,
        "url": said.url,
        "article": claim.article_id,
        "changes": [_change_form(change) for change in changes],
    }


def _change_form(change: Change) -> Form:
    form = change_form(change)
    return {
        "kind": change.kind,
        "reason": change.reason,
        "direction": change.direction,
        "size": form.get("size"),
        "part": change.part,
        "against": change.against.claim.claim_id if change.against else None,
        "in_one_article": change.in_one_article,
    }


def _csv_row(said: Said, mark: str) -> Form:
    claim = said.claim
    value = value_form(claim.value)
    return {
        "said_at": said.said_at.isoformat(),
        "outlet": said.outlet,
        "origin": said.reported_by,
        "speaker": claim.speaker,
        "office": claim.office,
        **{name: value.get(name) for name in ("kind", "start", "end", "rel", "low", "high", "unit", "approx")},
        "modality": claim.modality,
        "background": claim.background,
        "change": mark,
        "quote": claim.quote,
        "url": said.url,
        "article": claim.article_id,
    }
