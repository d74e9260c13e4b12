"""Tables, a file a noun."""

__all__ = []
