"""The order of work: what is fetched, read, judged, kept and sent, and when."""
