"""What a back end can do; it states this, and nobody asks which system it is."""

import enum


class Capability(enum.Enum):
    """One thing that a system may offer; the value is its name in JSON."""

    ISSUES_RECEIPT_NUMBER = "issues-receipt-number"
    LOOKS_UP_ORDERS = "looks-up-orders"
    LISTS_ORDERS = "lists-orders"
    UPDATES_ORDERS = "updates-orders"
    CANCELS_ORDERS = "cancels-orders"
    SENDS_REFUNDS = "sends-refunds"
    SENDS_CASH_MOVEMENTS = "sends-cash-movements"
    REPORTS_PAYMENTS = "reports-payments"
    TELLS_REGISTER_STATUS = "tells-register-status"
    TELLS_FISCAL_DAY = "tells-fiscal-day"
    CLOSES_REGISTER_DAY = "closes-register-day"
    LISTS_DOCUMENTS = "lists-documents"
    LISTS_INVOICES = "lists-invoices"
    CREATES_INVOICES = "creates-invoices"
    LISTS_PRODUCTS = "lists-products"
    GIVES_DAY_REPORTS = "gives-day-reports"
