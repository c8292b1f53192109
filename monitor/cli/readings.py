"""What was read in an article, as tables and lines: its claims, and the rules that fired or almost did."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from monitor.alerts.inert import isolate_foreign
from monitor.claims import ExplainedSentence
from monitor.cli.wording import value_words
from monitor.records import Article, Claim


def print_claims(claims: Sequence[Claim], console: Console) -> None:
    """A table of claims, or a line that says that there are none."""
    if not claims:
        console.print("No claim with a date or a figure was found.")
        return
    table = Table("frame", "place", "value", "modality", "speaker", "words", "rule", title="Claims", box=None)
    for claim in claims:
        table.add_row(
            claim.key.frame,
            claim.key.place + (f" ({claim.key.force})" if claim.key.force else ""),
            value_words(claim.value),
            claim.modality + (", background" if claim.background else ""),
            isolate_foreign(claim.speaker or "") + (f" [{claim.office}]" if claim.office else ""),
            isolate_foreign(claim.value_text),
            claim.rule,
        )
    console.print(table)


def print_sentences(article: Article, sentences: Sequence[ExplainedSentence], console: Console) -> None:
    """Each sentence with what was found in it, the rules that made its claims, and what nearly was a claim."""
    for one in sentences:
        console.print(
            isolate_foreign(" ".join(article.full_text[one.start : one.end].split())), style="bold", soft_wrap=True
        )
        named = dict.fromkeys(
            f"{mention.kind} {mention.name} ({isolate_foreign(article.full_text[mention.start : mention.end])})"
            for mention in one.mentions
        )
        console.print("  found: " + ", ".join(named), soft_wrap=True)
        for claim in one.claims:
            told = f"{claim.key.frame} at {claim.key.place}, {value_words(claim.value)}, {claim.modality}"
            console.print(f"  fired: {claim.rule}: {told}", style="green", soft_wrap=True)
        for almost in one.almost:
            console.print(f"  not: {almost}", style="dim", soft_wrap=True)
