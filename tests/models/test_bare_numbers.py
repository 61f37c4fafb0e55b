"""JSON columns that hold a bare value: SQLite gives such a column numeric affinity."""

from __future__ import annotations

from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.engine import LocalDatabase
from app.models.local import SyncConflict
from tests.conftest import NOW

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
BARE = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | WORDS
    | st.integers().map(str)
)
ONE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
KEY = UUID(int=1)


@given(mine=BARE, theirs=BARE)
@ONE_DATABASE
def test_both_sides_of_a_conflict_come_back(
    db: LocalDatabase, mine: object, theirs: object
) -> None:
    with db.write() as session:
        row = SyncConflict(
            entity="product", id=KEY, field="price", mine=mine, theirs=theirs, noticed_at=NOW
        )
        session.merge(row)
    with db.read() as session:
        kept = session.get_one(SyncConflict, ("product", KEY, "price"))
        assert (kept.mine, kept.theirs) == (mine, theirs)
        assert isinstance(kept.mine, str) == isinstance(mine, str)
