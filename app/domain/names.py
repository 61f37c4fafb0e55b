"""Names of businesses and places, made comparable."""

from __future__ import annotations

import functools
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


_TITLES = frozenset(
    {
        *("h", "hj", "haji", "hajah", "ibu", "bu", "bunda", "bpk", "bapak", "pak"),
        *("mas", "mbak", "bang", "mpok", "kak", "dr", "drs", "dra", "ir", "st", "se", "sh"),
    }
)
ADDRESSING = _TITLES | {"mak", "oma", "opa", "nyai", "abah", "mbok", "uni", "tante", "om"}
"""Words that stand before a name and tell nobody from another."""

_SAME_WORD = {"bu": "ibu", "bpk": "pak", "bapak": "pak", "haji": "h", "hajah": "hj", "mba": "mbak"}
_SPOKEN = (
    *(("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("nj", "ny"), ("kh", "h")),
    *(("ph", "f"), ("v", "f"), ("z", "s"), ("x", "ks"), ("q", "k"), ("ck", "k"), ("ie", "i")),
)


def telling_words(name: str) -> list[str]:
    """The words of a business's name without legal forms; `Bu` and `Ibu` are one word."""
    folded = fold(name)
    words = _LEGAL_FORMS.sub(" ", folded).split() or folded.split()
    return [_SAME_WORD.get(word, word) for word in words]


def without_titles(person: str) -> list[str]:
    """The words of a person's name without titles and forms of address."""
    words = fold(person).split()
    return [word for word in words if word not in _TITLES] or words


@functools.lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """A folded word as it is spoken: old spelling renewed, double letters single, no mute e."""
    for old, new in _SPOKEN:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word)
    word = re.sub(r"y(?![aiueo])", "i", word)
    return word[:1] + word[1:].replace("e", "")


def name_key(text: str) -> str:
    """Folded name without legal forms and spaces: equal for likely duplicates."""
    folded = fold(text)
    short = _LEGAL_FORMS.sub(" ", folded)
    return (short if short.strip() else folded).replace(" ", "")
