"""Sertifikat: what was decided, as paper: see it, print it, keep it, check it."""

from app.ui.pages.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]
