"""The company a receipt is made out to, written in place while the sale is paid."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cashier.domain.company import Company
from cashier.domain.errors import InputRefusedError, NotGivenError
from cashier.domain.text import NAME_LENGTH
from cashier.messages import sentence_for
from cashier.translation import _
from cashier.ui.controls.form_in_place import FormInPlace
from cashier.ui.look.theme import Theme


class InvoiceForm(FormInPlace):
    """Gives the company, or None where everything was deleted."""

    company_written = Signal(object)  # Company | None

    def __init__(self, theme: Theme, known: Company | None, parent: QWidget) -> None:
        super().__init__(theme, _("Invoice to company"), parent)
        self.setObjectName("invoiceForm")
        self.setProperty("frame", "sunken")
        self._company: Company | None = None
        self._name = self.add_field("companyNameField", _("Company"), NAME_LENGTH)
        self._code, self._vat_number = self.add_pair(
            ("companyCodeField", _("Company code")),
            ("companyVatNumberField", _("VAT number")),
            NAME_LENGTH,
        )
        self._address = self.add_field("companyAddressField", _("Address"), NAME_LENGTH)
        self.add_answers("Invoice")
        shown = known or Company("")
        for field, text in (
            (self._name, shown.name),
            (self._code, shown.code),
            (self._vat_number, shown.vat_number),
            (self._address, shown.address),
        ):
            field.show_text(text)
        self.kept.connect(self._on_kept)

    @property
    @override
    def is_right(self) -> bool:
        try:
            self._company = Company.of(
                self._name.text, self._code.text, self._vat_number.text, self._address.text
            )
        except NotGivenError:
            self._name.refuse(_("Say what the company is called."))
            return False
        except InputRefusedError as error:
            self._name.refuse(sentence_for(error).message)
            return False
        return True

    @Slot()
    def _on_kept(self) -> None:
        self.company_written.emit(self._company)
