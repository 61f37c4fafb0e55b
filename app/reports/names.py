"""Names without academic and religious titles.

Permendagri 1/2023 art. 44(2): names on a certificate carry no titles. A title that is
missed is a blemish, a name that is maimed is an insult: in doubt a part stays.
"""

from __future__ import annotations

import re

# A dot is what tells "H. Abdul" (Haji) from a name; the long ones are safe without it.
_DOTTED_FRONT = (
    "H",
    "Hj",
    "Ir",
    "K.H",
    "KH",
    "Dr",
    "Drs",
    "Dra",
    "Drg",
    "Drh",
    "Prof",
    "Ns",
    "Apt",
)
_BARE_FRONT = ("Hj", "Ir", "Dr", "Drs", "Dra", "Drg", "Drh", "Prof")
_FRONT = re.compile(
    rf"(?:(?:{'|'.join(re.escape(t) for t in _DOTTED_FRONT)})\.\s*"
    rf"|(?:{'|'.join(_BARE_FRONT)})\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)

_DEGREES = """
    se sh st si sip sos spd sag ssi ssos skom skm sked ssn stp sst sstp sstpi sap sab sak sei sthi
    shi spt spi sfarm sgz skep sds spsi sikom sik str strkes strt
    mm mh mt ma mba mpd mag msi msc mkom mkm mkes mhum mph map mab mak msn mp mpp mppa mpa mstr
    mtp meng mec mei msos mikom mpsi
    amd amdkeb amdkep amdkom amdak amdkes bsc ba beng bba llm lc ca cpa cfa cma phd dipl dea
    ak akt apt ns spog sppd spa spb spkj spkk sppk
"""
_KNOWN_BACK = frozenset(_DEGREES.split())
_DOTTED_BACK = re.compile(r"[A-Za-z]{1,5}(?:\.[A-Za-z]{1,7})*\.?(?:\([A-Za-z]{1,6}\))?")
_NOT_A_TITLE = frozenset({"jr", "sr"})


def without_titles(name: str) -> str:
    """`Dr. H. Budi Santoso, S.E., M.M.` becomes `Budi Santoso`; a plain name is unchanged."""
    whole = " ".join(name.split())
    bare = _strip_back(_strip_front(whole))
    return bare or whole


def _strip_front(name: str) -> str:
    while match := _FRONT.match(name):
        rest = name[match.end() :].lstrip()
        if not rest or rest.startswith(","):
            break
        name = rest
    return name


def _strip_back(name: str) -> str:
    head, *parts = [part.strip() for part in name.split(",")]
    kept = [part for part in parts if part and not _is_title_part(part)]
    if not parts:
        return _strip_unseparated(head)
    return ", ".join([head, *kept])


def _is_title_part(part: str) -> bool:
    """True if every word after a comma is a degree: `S.E.`, `M.M`, `SE`, `S.E. M.M.`"""
    return all(_is_degree(word) for word in part.split())


def _is_degree(word: str) -> bool:
    key = re.sub(r"[^a-z]", "", word.lower())
    if key in _NOT_A_TITLE:
        return False
    return key in _KNOWN_BACK or ("." in word.rstrip(".") and bool(_DOTTED_BACK.fullmatch(word)))


def _strip_unseparated(name: str) -> str:
    """Without a comma only dotted, known degrees go; initials such as `W.S.` stay."""
    words = name.split()
    while len(words) > 1 and _is_dotted_degree(words[-1]):
        words.pop()
    return " ".join(words)


def _is_dotted_degree(word: str) -> bool:
    return "." in word.rstrip(".") and re.sub(r"[^a-z]", "", word.lower()) in _KNOWN_BACK
