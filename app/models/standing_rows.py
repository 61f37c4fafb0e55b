"""Who may enter which market channel, kept ready on the laptop: counted again when it changes.

Small rows, for there are six to a product: a product is a number here, and the reasons a product
may not enter are kept once for all that have the same (`StandingCombo`).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.models.local import LocalBase

ALLOWED = 0
"""In place of a `StandingCombo`: nothing bars it."""


class StandingTodo(LocalBase):
    """A business whose products have to be looked at again; noted by triggers (`standing_marks`).

    `claim` names who looks at it now; what changes meanwhile sets it back to 0, and what was
    found is thrown away.
    """

    __tablename__ = "standing_todo"

    business_id: Mapped[UUID] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(sa.BigInteger, default=0, server_default="0")


class StandingBasis(LocalBase):
    """One row: the rules everything was looked at by; others, and all is looked at again."""

    __tablename__ = "standing_basis"

    one: Mapped[int] = mapped_column(primary_key=True, default=1)
    rules: Mapped[str]
    practice: Mapped[bool]


class StandingProduct(LocalBase):
    """A product that was looked at on `day`; from `turns` on it has to be looked at again.

    It keeps its number `n` as long as it is there.
    """

    __tablename__ = "standing_product"

    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    product_id: Mapped[UUID] = mapped_column(unique=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    district: Mapped[str]
    name_key: Mapped[str]
    day: Mapped[date]
    turns: Mapped[date | None] = mapped_column(index=True)

    __table_args__ = (
        # Lists stand by name: four hundred thousand are not sorted each time.
        sa.Index("ix_standing_product_name", "name_key", "n"),
    )


class StandingRow(LocalBase):
    """One product at one channel. `until`: its last day there, when it is allowed."""

    __tablename__ = "standing_row"

    channel: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    combo: Mapped[int]
    until: Mapped[date | None]

    __table_args__ = (
        # Counted in the order of the index, without a heap of its own.
        sa.Index("ix_standing_row_counted", "channel", "combo", "until"),
        {"sqlite_with_rowid": False},
    )


class StandingCombo(LocalBase):
    """Reasons that come together, as keys with a `|` between and at both ends."""

    __tablename__ = "standing_combo"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    keys: Mapped[str] = mapped_column(unique=True)


class ExpiryRow(LocalBase):
    """A paper of a product with an end, and the channels that hang on it (`|eorder|mall|`).

    `kind` is a `DocumentType`, or `CERTIFICATE`. Kept only where some channel hangs on it.
    """

    __tablename__ = "expiry_row"

    n: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(index=True)
    business_id: Mapped[UUID] = mapped_column(index=True)
    district: Mapped[str]
    closes: Mapped[str]
