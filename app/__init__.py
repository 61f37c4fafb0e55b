"""Kurasi Lapangan: curation of Jakpreneur products in the field, offline first."""

__version__ = "0.1.0"
