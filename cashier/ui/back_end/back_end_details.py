"""The details of a back end: its names for our things, its deadlines and its manners."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from cashier.settings import DIALECTS, BackEndProfile, WebServiceIds, WireNames
from cashier.translation import _
from cashier.ui.back_end.paysera_manners import PayseraManners
from cashier.ui.back_end.web_service_manners import WebServiceManners
from cashier.ui.controls.choice_box import ChoiceBox
from cashier.ui.controls.segments import Segments
from cashier.ui.controls.stepper import Stepper
from cashier.ui.look.theme import Theme
from cashier.ui.settings.setting_field import SettingField
from cashier.ui.settings.settings_shop import LinesEdit

_CONNECT_S = (1, 2, 3, 5, 10, 20, 30, 60)
_ANSWER_S = (2, 5, 10, 15, 20, 30, 45, 60, 90, 120)
_OFF, _ON = "off", "on"
_PAYSERA = frozenset({"paysera-token", "paysera-mac"})
_WEB_SERVICE = frozenset({"webservice"})
_ANY = _PAYSERA | _WEB_SERVICE


class BackEndDetails(QWidget):
    """What most shops never touch, one below the other."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backEndDetails")
        self._theme = theme
        self._profile = BackEndProfile()
        self._fields: dict[str, tuple[SettingField, frozenset[str]]] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(12))
        self._make_names()
        self._make_ids()
        self._make_manners()

    def profile_over(self, profile: BackEndProfile) -> BackEndProfile:
        """Return ``profile`` with what stands in these fields."""
        if profile.kind not in _ANY:
            return profile
        return replace(
            profile,
            dialect=self._dialect.value,
            list_query=self._query.value,
            connect_timeout_s=self._connect.value,
            answer_timeout_s=self._answer.value,
            ca_file=self._ca_file.text().strip(),
            wire=WireNames(
                *(_names_in(lines) for lines in (self._vat, self._goods, self._tenders))
            ),
            web_service=self._ids_over(profile.web_service),
            paysera=self._paysera.over(profile.paysera),
        )

    def fill(self, profile: BackEndProfile) -> None:
        """Show the details of ``profile``."""
        self._profile = profile
        self._dialect.show_choices([(one, _dialect_words(one)) for one in DIALECTS[profile.kind]])
        self._dialect.show_value(profile.dialect)
        self._query.show_value(profile.list_query)
        self._connect.show_value(profile.connect_timeout_s)
        self._answer.show_value(profile.answer_timeout_s)
        self._ca_file.setText(profile.ca_file)
        is_by_department = profile.kind in _WEB_SERVICE
        self._vat.setPlaceholderText("21 = 5" if is_by_department else "21 = PVM1")
        wire, ids = profile.wire, profile.web_service
        for lines, names in (
            (self._vat, wire.vat_classes),
            (self._goods, wire.products),
            (self._tenders, wire.tenders),
        ):
            lines.show_lines([f"{ours} = {theirs}" for ours, theirs in names.items()])
        self._user.setText(ids.user)
        self._client.setText(ids.client)
        self._department.setText(ids.department)
        self._delivery.show_value(str(ids.delivery_method))
        self._refunds.show_value(_ON if ids.sends_refunds else _OFF)
        self._web_service.fill(ids)
        self._paysera.fill(profile.paysera)
        self._show_what_fits(profile)

    def wrong_names(self) -> bool:
        """Say below a list of names which line is none; return whether there is one."""
        found = False
        for key, lines in (
            ("vat_classes", self._vat),
            ("products", self._goods),
            ("tenders", self._tenders),
        ):
            wrong = next((line for line in lines.lines if line and not _is_pair(line)), "")
            if wrong:
                text = _("“{line}” is no pair. Write ours = theirs, one pair a line.")
                self._fields[key][0].refuse(text.format(line=wrong))
                found = True
        return found

    def refuse(self, key: str, sentence: str) -> bool:
        """Say below the field of ``key`` what is wrong with it."""
        field = self._fields.get(key)
        if field is not None:
            field[0].refuse(sentence)
        return field is not None

    def _make_names(self) -> None:
        self._vat = self._lines("backEndVat", "vat_classes", _("VAT classes"), "21 = PVM1")
        self._tenders = self._lines("backEndTenders", "tenders", _("Payment methods"), "card = 2")
        self._goods = self._lines("backEndProducts", "products", _("Products"), "4770190036016 = 7")

    def _make_ids(self) -> None:
        theme = self._theme
        self._user = self._line("backEndUser", "user", _("User"), _WEB_SERVICE)
        self._client = self._line("backEndClient", "client", _("Client"), _WEB_SERVICE)
        note = _("For products that the service does not know.")
        self._department = self._line(
            "backEndDepartment", "department", _("Department"), _WEB_SERVICE, note
        )
        self._delivery = ChoiceBox(
            theme, "backEndDelivery", _("Delivery"), _deliveries(), parent=self
        )
        self._delivery.activated.connect(self.edited)
        self._put("delivery_method", _("Delivery"), self._delivery, _WEB_SERVICE)
        switch = ((_OFF, _("By hand")), (_ON, _("As negative sales")))
        self._refunds = Segments(theme, "backEndRefunds", _("Refunds"), switch, self)
        self._refunds.chosen.connect(self.edited)
        self._put("sends_refunds", _("Refunds"), self._refunds, _WEB_SERVICE)
        self._web_service = WebServiceManners(theme, self)
        self._web_service.edited.connect(self.edited)
        for key, label, control in self._web_service.fields():
            self._put(key, label, control, _WEB_SERVICE)

    def _make_manners(self) -> None:
        theme = self._theme
        self._dialect = ChoiceBox(theme, "backEndDialect", _("Orders are written"), parent=self)
        self._dialect.activated.connect(self.edited)
        self._put("dialect", _("Orders are written"), self._dialect, _PAYSERA)
        queries = (("brackets", _("with brackets")), ("commas", _("with commas")))
        self._query = Segments(theme, "backEndQuery", _("Lists are asked for"), queries, self)
        self._query.chosen.connect(self.edited)
        self._put("list_query", _("Lists are asked for"), self._query, _PAYSERA)
        self._paysera = PayseraManners(theme, self)
        self._paysera.edited.connect(self.edited)
        for key, label, control, kinds in self._paysera.fields():
            self._put(key, label, control, kinds)
        self._connect = self._stepper("backEndConnect", _CONNECT_S)
        self._connect.name(_("Wait shorter"), _("Wait longer"))
        self._put("connect_timeout_s", _("Wait for a connection"), self._connect, _ANY)
        self._answer = self._stepper("backEndAnswer", _ANSWER_S)
        self._answer.name(_("Wait shorter"), _("Wait longer"))
        self._put("answer_timeout_s", _("Wait for an answer"), self._answer, _ANY)
        note = _("A PEM file, for a server whose certificate no public authority issued.")
        self._ca_file = self._line("backEndCaFile", "ca_file", _("Certificate file"), _ANY, note)

    def _ids_over(self, ids: WebServiceIds) -> WebServiceIds:
        return replace(
            self._web_service.over(ids),
            user=self._user.text().strip(),
            client=self._client.text().strip(),
            department=self._department.text().strip(),
            delivery_method=int(self._delivery.value or ids.delivery_method),
            sends_refunds=self._refunds.value == _ON,
        )

    def _show_what_fits(self, profile: BackEndProfile) -> None:
        for key, (field, kinds) in self._fields.items():
            has_choice = key != "dialect" or len(DIALECTS[profile.kind]) > 1
            field.setVisible(profile.kind in kinds and has_choice)
            field.accept()

    def _stepper(self, name: str, steps: tuple[int, ...]) -> Stepper:
        made = Stepper(self._theme, name, steps, _seconds, self)
        made.stepped.connect(self.edited)
        return made

    def _line(
        self, name: str, key: str, label: str, kinds: frozenset[str], note: str = ""
    ) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setMinimumHeight(self._theme.px(48))
        line.textEdited.connect(self.edited)
        self._put(key, label, line, kinds)
        self._fields[key][0].show_note(note)
        return line

    def _lines(self, name: str, key: str, label: str, example: str) -> LinesEdit:
        lines = LinesEdit(self._theme, name, 3, self)
        lines.setPlaceholderText(example)
        lines.textChanged.connect(self.edited)
        self._put(key, label, lines, _ANY)
        self._fields[key][0].show_note(_("Ours = theirs, one pair a line."))
        return lines

    def _put(self, key: str, label: str, control: QWidget, kinds: frozenset[str]) -> None:
        is_beside = isinstance(control, Stepper | Segments)
        field = SettingField(self._theme, label, control, is_beside=is_beside)
        self._fields[key] = (field, kinds)
        self._box.addWidget(field)


def _names_in(lines: LinesEdit) -> Mapping[str, str]:
    pairs = (line.partition("=") for line in lines.lines if _is_pair(line))
    return {ours.strip(): theirs.strip() for ours, _sign, theirs in pairs}


def _is_pair(line: str) -> bool:
    ours, sign, theirs = line.partition("=")
    return bool(ours.strip() and sign and theirs.strip())


def _seconds(count: int) -> str:
    return _("{count} s").format(count=count)


def _dialect_words(dialect: str) -> str:
    words = {
        "guide": _("as in the guide: items and notes"),
        "new": _("as in the newer reference: order positions"),
        "epapi": _("as in the signed reference"),
    }
    return words.get(dialect, dialect)


def _deliveries() -> list[tuple[str, str]]:
    names = (
        _("take away"),
        _("to be delivered"),
        _("on site"),
        _("drive-through"),
        _("over the counter"),
        _("relay point"),
        _("to be shipped"),
    )
    return [(str(number), name) for number, name in enumerate(names)]
