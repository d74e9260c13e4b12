"""Arariwa: the working system of a justice programme against wildlife trafficking."""

__version__ = "0.1.0"
