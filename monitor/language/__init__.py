"""Reading dates and figures out of text: words are data (``packs/``), this package is their grammar."""
