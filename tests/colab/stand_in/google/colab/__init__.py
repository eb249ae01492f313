"""A stand-in for the package that only Colab has: its kernel imports it before any cell runs."""
