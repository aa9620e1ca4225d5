"""Minor digits of the ISO 4217 currencies (not the display digits of a locale)."""

# The codes as published by ISO 4217; the tests hold them against an independent list.
_BY_DIGITS = {
    0: (
        "BIF CLP CVE DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC "
        "XBD XDR XOF XPD XPF XPT XSU XTS XUA XXX "
    ),
    1: ("MGA MRO "),
    2: (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN "
        "BWP BYN BZD CAD CDF CHE CHF CHW CNH CNT CNY COP COU CRC CUC CUP CZK DKK DOP DZD EGP "
        "ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP "
        "INR IRR JEP JMD KES KGS KHR KID KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK MNT "
        "MOP MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NIS NOK NPR NTD NZD PAB PEN PGK PHP PKR "
        "PLN PRB QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLL SLS SOS SRD SSP STD SVC SYP "
        "SZL THB TJS TMT TOP TRY TTD TVD TWD TZS UAH USD USN UYU UZS VEF WST XCD YER ZAR ZMW "
        "ZWL "
    ),
    3: ("BHD IQD JOD KWD LYD OMR TND "),
    4: ("CLF "),
}

MINOR_DIGITS = {code: digits for digits, codes in _BY_DIGITS.items() for code in codes.split()}
"""ISO 4217 code -> number of decimal digits of its minor unit, e.g. EUR -> 2."""
