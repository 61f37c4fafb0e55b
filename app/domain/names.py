"""Names of businesses and places, made comparable."""

from __future__ import annotations

import re
import unicodedata

_LEGAL_FORMS = re.compile(r"\b(p ?t|c ?v|u ?d|tbk|toko|warung|usaha|umkm)\b")


def clean(text: str) -> str:
    """NFC, one space between words, none around; control characters dropped."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return re.sub(r"\s+", " ", text).strip()


def fold(text: str) -> str:
    """Lower case without diacritics and punctuation: what search compares."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", text).strip()


def name_key(text: str) -> str:
    """Folded name without legal forms and spaces: equal for likely duplicates."""
    folded = fold(text)
    short = _LEGAL_FORMS.sub(" ", folded)
    return (short if short.strip() else folded).replace(" ", "")
