"""Articles: the text, the title and the day of a fetched page, and a cheap first look at one."""

from monitor.articles.extraction import extract_article
from monitor.articles.plain import plain_text
from monitor.articles.selecting import selector_fault
from monitor.records import Extraction, ExtractionProblem

__all__ = ["Extraction", "ExtractionProblem", "extract_article", "plain_text", "selector_fault"]
