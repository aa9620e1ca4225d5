"""The fields of a product's card, each with its label and what is wrong with it below."""

from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cashier.domain.money import Money, minor_digits
from cashier.domain.product import Product, Unit
from cashier.domain.quantity import Percent
from cashier.domain.text import NAME_LENGTH
from cashier.translation import _
from cashier.ui.controls.buttons import Button, ButtonKind
from cashier.ui.controls.segment import Segment
from cashier.ui.goods.product_pictures import ProductPictures
from cashier.ui.look.flow import Flow
from cashier.ui.look.theme import Theme
from cashier.ui.product.product_card_choices import CategoryChoice, Pair, RateChoice
from cashier.ui.product.product_card_codes import BarcodeList
from cashier.ui.product.product_card_look import ColourChoice, PictureChoice
from cashier.ui.product.product_draft import (
    BARCODE,
    CATEGORY,
    COLOUR,
    NAME,
    PICTURE,
    PRICE,
    VAT,
    ProductDraft,
)
from cashier.ui.product.product_state import ProductCardState
from cashier.ui.settings.setting_field import SettingField

_LONGEST_PRICE = 15


class ProductCardForm(QWidget):
    """Shows a state and tells by ``edited`` what the fields say after every change of one."""

    edited = Signal(object)  # ProductDraft
    code_added = Signal(str)
    file_chosen = Signal(str)
    finished = Signal()

    def __init__(
        self, theme: Theme, pictures: ProductPictures, currency: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("productCardForm")
        self._theme = theme
        self._currency = currency
        self._draft: ProductDraft | None = None
        self.name = self._line("productNameField", _("Name"), NAME_LENGTH)
        self.price = self._line("productPriceField", _("Price"), _LONGEST_PRICE)
        self.price.setValidator(_amounts(currency, self))
        self.rates = RateChoice(theme, self)
        self.category = CategoryChoice(theme, self)
        self.codes = BarcodeList(theme, self)
        self.units = self._units()
        self.favourite = self._flag("productFavouriteButton", _("Favourite"), "star")
        self.open_price = self._flag("productOpenPriceButton", _("Ask price"))
        self.open_price.set_spoken(_("Ask for the price at each sale"))
        self.colours = ColourChoice(theme, self)
        self.picture = PictureChoice(theme, pictures, self)
        self.off_sale = self._sale_button(_("Stop selling"), "takeOffSaleButton")
        self.on_sale = self._sale_button(_("Sell again"), "putOnSaleButton")
        self._fields = {
            NAME: self._field(_("Name"), self.name),
            PRICE: self._field(_("Price, VAT included"), self.price),
            VAT: self._field(_("VAT rate"), self.rates),
            CATEGORY: self._field(_("Category"), self.category),
            BARCODE: self._field(_("Barcodes and PLU"), self.codes),
            COLOUR: self._field(_("Colour of the tile"), self.colours),
            PICTURE: self._field(_("Picture"), self.picture),
        }
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [
            self.name,
            self.price,
            *self.category.stops,
            *self.rates.stops,
            *self.codes.stops,
            *self.units.stops,
            self.favourite,
            self.open_price,
            *self.colours.stops,
            *self.picture.stops,
            self.off_sale,
            self.on_sale,
        ]

    def begin(self) -> None:
        """Let the first field be written on that has nothing in it yet, else the price."""
        field = self.name if not self.name.text() else self.price
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def show_state(self, state: ProductCardState) -> None:
        draft = self._draft = state.draft
        for edit, text in ((self.name, draft.name), (self.price, draft.price)):
            if edit.text() != text:
                edit.setText(text)
        self.rates.show_rates(state.offered_rates, draft.vat_rate)
        self.category.show_category(state.categories, draft.category)
        self.codes.show_codes(draft.barcodes)
        self.units.mark(draft.unit)
        self.favourite.setChecked(draft.is_favourite)
        self.open_price.setChecked(draft.has_open_price)
        shown = _as_shown(draft, self._currency)
        self.colours.show_colour(shown)
        self.picture.show_product(shown)
        is_active = state.kept is None or state.kept.is_active
        self.off_sale.setVisible(is_active and not state.is_new)
        self.on_sale.setVisible(not is_active)
        self._show_troubles(state)

    def _show_troubles(self, state: ProductCardState) -> None:
        """Say below each field what is wrong with it; the first of them gets the focus."""
        for part in reversed(self._fields):
            field, sentence = self._fields[part], state.troubles.get(part, "")
            if not sentence:
                field.accept()
            elif sentence != field.trouble:
                field.refuse(sentence)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        px = self._theme.px
        box.setContentsMargins(px(16), px(12), px(16), px(16))
        box.setSpacing(px(12))
        fields = self._fields
        flags = Flow(self._theme, self, fills=True)
        flags.lay((self.favourite, self.open_price))
        for part in (
            fields[NAME],
            Pair(self._theme, fields[PRICE], fields[CATEGORY], self),
            fields[VAT],
            fields[BARCODE],
            Pair(
                self._theme,
                self._field(_("Sold by"), self.units),
                self._field(_("On the Sell page"), flags),
                self,
            ),
            fields[COLOUR],
            fields[PICTURE],
        ):
            box.addWidget(part)
        for button in (self.off_sale, self.on_sale):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        box.addStretch(1)

    def _connect(self) -> None:
        # Not only what is typed: a field that gives back what a scan typed into it tells that too.
        self.name.textChanged.connect(self._on_name)
        self.price.textChanged.connect(self._on_price)
        for edit in (self.name, self.price, self.category.edit):
            edit.returnPressed.connect(self.finished)
        self.rates.rate_chosen.connect(self._on_rate)
        self.category.category_chosen.connect(self._on_category)
        self.codes.code_added.connect(self.code_added)
        self.codes.codes_changed.connect(self._on_codes)
        self.units.chosen.connect(self._on_unit)
        self.favourite.clicked.connect(self._on_flags)
        self.open_price.clicked.connect(self._on_flags)
        self.colours.colour_chosen.connect(self._on_colour)
        self.picture.file_chosen.connect(self.file_chosen)
        self.picture.picture_removed.connect(self._on_picture_removed)

    def _line(self, name: str, label: str, longest: int) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setObjectName(name)
        edit.setAccessibleName(label)
        edit.setMaxLength(longest)
        edit.setMinimumHeight(self._theme.px(48))
        return edit

    def _units(self) -> Segment:
        units = Segment(self._theme, self)
        units.setObjectName("productUnits")
        for unit, words in (
            (Unit.PIECE, _("Piece")),
            (Unit.KILOGRAM, _("kg")),
            (Unit.LITRE, _("l")),
            (Unit.METRE, _("m")),
        ):
            units.add(unit, words).setObjectName(f"unit_{unit.value}")
        return units

    def _sale_button(self, label: str, name: str) -> Button:
        is_off = name == "takeOffSaleButton"
        kind = ButtonKind.DANGER if is_off else ButtonKind.PLAIN
        button = Button(self._theme, label, kind=kind, parent=self)
        button.setObjectName(name)
        return button

    def _flag(self, name: str, label: str, icon: str = "") -> Button:
        button = Button(self._theme, label, icon=icon, parent=self)
        button.setObjectName(name)
        button.set_padding(10)
        button.setCheckable(True)
        return button

    def _field(self, label: str, control: QWidget) -> SettingField:
        return SettingField(self._theme, label, control)

    def _tell(self, draft: ProductDraft) -> None:
        if draft != self._draft:
            self._draft = draft
            self.edited.emit(draft)

    @Slot(str)
    def _on_name(self, name: str) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, name=name))

    @Slot(str)
    def _on_price(self, price: str) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, price=price))

    @Slot(object)
    def _on_rate(self, rate: Percent) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, vat_rate=rate))

    @Slot(str)
    def _on_category(self, category: str) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, category=category))

    @Slot(object)
    def _on_codes(self, codes: tuple[str, ...]) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, barcodes=codes))

    @Slot(object)
    def _on_unit(self, unit: Unit) -> None:
        if self._draft is not None:
            self.units.mark(unit)
            self._tell(replace(self._draft, unit=unit))

    @Slot()
    def _on_flags(self) -> None:
        if self._draft is not None:
            self._tell(
                replace(
                    self._draft,
                    is_favourite=self.favourite.isChecked(),
                    has_open_price=self.open_price.isChecked(),
                )
            )

    @Slot(str)
    def _on_colour(self, colour: str) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, colour=colour))

    @Slot()
    def _on_picture_removed(self) -> None:
        if self._draft is not None:
            self._tell(replace(self._draft, picture=""))


def _as_shown(draft: ProductDraft, currency: str) -> Product:
    """Return what the tile's band needs of the product, however unfinished the rest is."""
    return Product(
        "",
        draft.name or "?",
        Money.zero(currency),
        draft.vat_rate,
        category=draft.category,
        colour=draft.colour,
        picture=draft.picture,
    )


def _amounts(currency: str, parent: QWidget) -> QRegularExpressionValidator:
    decimals = minor_digits(currency)
    part = rf"([.,]\d{{0,{decimals}}})?" if decimals else ""
    return QRegularExpressionValidator(QRegularExpression(rf"\d{{0,9}}{part}"), parent)
