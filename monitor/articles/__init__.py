"""Articles: the text, the title and the day of a fetched page, and a cheap first look at one."""

from monitor.articles.extraction import Extraction, ExtractionProblem, extract_article
from monitor.articles.plain import plain_text

__all__ = ["Extraction", "ExtractionProblem", "extract_article", "plain_text"]
