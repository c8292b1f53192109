"""Whose report a claim is: credits in the text, and copies of texts that were there before. Pure."""

from monitor.origins.credits import find_credit, origin_of, origin_of_article
from monitor.origins.datelines import dateline_credit
from monitor.origins.imprints import COPY_LIKENESS, first_of, imprint, likeness

__all__ = [
    "COPY_LIKENESS",
    "dateline_credit",
    "find_credit",
    "first_of",
    "imprint",
    "likeness",
    "origin_of",
    "origin_of_article",
]
