"""Packages in sentences: how full, what keeps them from being fuller, what too few means."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.market.filling import Filled
from app.domain.market.packages import Fault, Supply
from app.services.gebetan_packages import Package, Shelf
from app.ui import labels


def percent(share: float) -> str:
    """`97,4 %`, never 100 unless it is whole."""
    tenths = int(share * 1000)
    return f"{tenths // 10},{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def gap(share: float) -> str:
    """`0,16 %`, rounded up: what may be missing is never told smaller."""
    hundredths = -int(-share * 10_000 // 1)
    return f"{hundredths // 100},{hundredths % 100:02d} %"


class PackageWords(QWidget):
    """Never shown; it has the words."""

    def filled(self, package: Package, why: Filled) -> str:
        """What fills a package, what is left, and which rule keeps the rest out."""
        if not package.items:
            return self._empty(why)
        if package.spare == 0:
            return self.tr("{amount}, to the last rupiah.").format(amount=labels.rupiah(why.amount))
        first = self.tr("{total} of {amount} ({share}), {spare} left.").format(
            total=labels.rupiah(package.total),
            amount=labels.rupiah(why.amount),
            share=percent(package.share),
            spare=labels.rupiah(max(0, package.spare)),
        )
        return f"{first} {self._binds(why)}"

    def _empty(self, why: Filled) -> str:
        if not why.others:
            return self.tr("No business is picked that could fill it.")
        return self.tr("Still empty.") + f" {self._binds(why)}"

    def _binds(self, why: Filled) -> str:
        if why.fits:
            return self.tr("{count} products would still fit.").format(
                count=labels.number(why.fits)
            )
        if why.binds is None:
            return self.tr("Every product that is picked is in it.")
        if why.binds is Fault.AMOUNT and why.cheapest is not None:
            return self.tr(
                "The amount binds: the cheapest of {count} products that would suit costs {price}."
            ).format(
                count=labels.number(why.alone.get(Fault.AMOUNT, 0)),
                price=labels.rupiah(why.cheapest),
            )
        sentences = {
            Fault.CATEGORY: self.tr("Categories bind: every further product repeats one."),
            Fault.DISTRICT: self.tr("Districts bind: every further product repeats one."),
            Fault.STOCK: self.tr("Stock binds: too few pieces are left of what would suit."),
            Fault.BUSINESS: self.tr("Every further product is of a business that is in it."),
        }
        return sentences.get(why.binds, self.tr("The amount binds."))

    def whole(self, shelf: Shelf) -> str:
        """How good the whole round is, against a bound that nobody can pass."""
        told = shelf.told
        if told is None:
            return ""
        return self.tr(
            "{spent} of {ordered} ordered is in the packages; the best that is possible at all is "
            "at most {gap} better."
        ).format(
            spent=labels.rupiah(shelf.spent),
            ordered=labels.rupiah(shelf.ordered),
            gap=gap(told.gap),
        )

    def of_whole(self, package: Package) -> str:
        """What the optimiser said of the round when it made this package, or who made it."""
        if package.order.by_hand:
            return self.tr("Put together by hand.")
        if package.told is None:
            return ""
        if not package.told.gap:
            return self.tr(
                "Composed together with {orders} orders out of {goods} products; no better is "
                "possible."
            ).format(
                orders=labels.number(package.told.orders), goods=labels.number(package.told.goods)
            )
        return self.tr(
            "Composed together with {orders} orders out of {goods} products, at most {gap} below "
            "the best that is possible."
        ).format(
            orders=labels.number(package.told.orders),
            goods=labels.number(package.told.goods),
            gap=gap(package.told.gap),
        )

    def short(self, shelf: Shelf, full_from: float) -> str:
        """That there are too few businesses for what was ordered; empty when there are enough."""
        if not any(p.items for p in shelf.packages):
            return ""
        short = shelf.short(full_from)
        if not short:
            return ""
        text = self.tr(
            "{count} packages hold less than {share} of their worth, {empty} of them nothing: too "
            "few businesses are picked for this round, or their stock is too small."
        )
        return text.format(
            count=labels.number(len(short)),
            share=percent(full_from),
            empty=labels.number(shelf.empty),
        )

    def supply(self, left: Supply) -> str:
        """How many rounds like this one can follow, and what that means."""
        if not left.this_round:
            return self.tr("{left} businesses never took part.").format(
                left=labels.number(left.left)
            )
        rounds = left.rounds or 0
        head = self.tr("After this round {left} businesses are left that never took part").format(
            left=labels.number(left.left)
        )
        if rounds:
            enough = self.tr("enough for {rounds} rounds of {size}.").format(
                rounds=labels.number(rounds), size=labels.number(left.this_round)
            )
            return f"{head}: {enough}"
        few = self.tr(
            "not enough for one more of {size}. Curate at least {missing} new ones before the "
            "next month, or make the next round smaller; nobody takes part twice."
        ).format(
            size=labels.number(left.this_round),
            missing=labels.number(left.this_round - left.left),
        )
        return f"{head}: {few}"
