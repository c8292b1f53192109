"""From an article to its claims: who says what will happen where, when, and to how many. Pure."""

from monitor.claims.explaining import ExplainedSentence, Mention, explain_sentences
from monitor.claims.extraction import read_claims
from monitor.claims.speakers import name_office

__all__ = ["ExplainedSentence", "Mention", "explain_sentences", "name_office", "read_claims"]
