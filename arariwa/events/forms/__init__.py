"""Forms of events, a file a subject."""
