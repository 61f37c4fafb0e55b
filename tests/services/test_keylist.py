"""Keys of very many records behave like the list of keys they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.keylist import KeyList


@given(st.lists(st.uuids(), unique=True, max_size=20))
def test_it_is_the_list_of_its_keys(keys: list) -> None:  # type: ignore[type-arg]
    made = KeyList([key.hex for key in keys])
    assert made == keys
    assert list(made) == keys
    assert len(made) == len(keys)
    assert made[1:3] == keys[1:3]
    for place, key in enumerate(keys):
        assert (made[place], made.index(key), key in made) == (key, place, True)


@given(st.uuids())
def test_a_key_that_is_not_there(key: object) -> None:
    assert key not in KeyList([])
    with pytest.raises(ValueError, match="is not in list"):
        KeyList([]).index(key)  # type: ignore[arg-type]
