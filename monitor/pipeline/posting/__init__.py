"""The post: what is owed goes into envelopes, each envelope to its recipient, and every answer is kept."""
