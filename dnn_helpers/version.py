"""The workbook's version, the one of pyproject.toml."""

VERSION = "0.1.0"
