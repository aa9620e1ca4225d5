"""What the columns of a product file are called, in six languages."""

from collections import Counter
from collections.abc import Sequence

from cashier.domain.product_file import Column
from cashier.storage.catalogue_words import fold

# English; Lithuanian; German; Polish; French; Russian. Compared without case, accents and signs.
# Headings of prices without VAT are left out on purpose: till prices include it.
_HEADINGS = {
    Column.BARCODE: """
        barcode, barcodes, bar code, ean, ean code, ean13, ean 13, gtin, upc, code, sku,
        product code;
        brūkšninis kodas, brūkšniniai kodai, barkodas, kodas, prekės kodas;
        strichcode, barcode nummer, artikelnummer, artikelnr, artikel nr, ean nummer;
        kod kreskowy, kod, kod ean, kod produktu, kod towaru;
        code barres, code barre, code à barres, code ean, gencod, référence;
        штрихкод, штрих код, код, код товара, артикул""",
    Column.NAME: """
        name, product, product name, title, description, item, item name;
        pavadinimas, prekė, prekės pavadinimas, prekės, produktas, aprašymas;
        bezeichnung, artikel, artikelbezeichnung, artikelname, produkt, produktname, beschreibung;
        nazwa, nazwa produktu, nazwa towaru, towar, opis;
        nom, produit, nom du produit, désignation, libellé, intitulé, article;
        название, наименование, товар, наименование товара, название товара, продукт, имя""",
    Column.CATEGORY: """
        category, group, product group, department, section;
        kategorija, grupė, prekių grupė, prekės grupė, skyrius;
        kategorie, gruppe, warengruppe, artikelgruppe, abteilung;
        kategoria, grupa, grupa towarowa, dział;
        catégorie, groupe, famille, rayon;
        категория, группа, группа товаров, отдел""",
    Column.PRICE: """
        price, retail price, sale price, selling price, unit price, gross price, price incl vat,
        price including vat, price with vat, price inc vat;
        kaina, kaina su pvm, pardavimo kaina, mažmeninė kaina, vieneto kaina;
        preis, verkaufspreis, vk, vk preis, bruttopreis, preis brutto, endpreis, preis inkl mwst,
        einzelpreis;
        cena, cena brutto, cena sprzedaży, cena detaliczna, cena z vat;
        prix, prix ttc, prix de vente, prix unitaire, tarif, prix public;
        цена, розничная цена, цена с ндс, цена продажи, стоимость""",
    Column.VAT: """
        vat, vat rate, vat percent, tax, tax rate, vat code;
        pvm, pvm tarifas, pvm procentas, pvm proc, mokestis, mokesčio tarifas;
        mwst, mwst satz, mehrwertsteuer, mehrwertsteuersatz, ust, ust satz, umsatzsteuer,
        steuersatz, steuer;
        stawka vat, podatek, podatek vat, stawka podatku, ptu;
        tva, taux tva, taux de tva, taxe;
        ндс, ставка ндс, налог""",
    Column.UNIT: """
        unit, units, uom, unit of measure, measure;
        vienetas, mato vienetas, matavimo vienetas, mato vnt,
        mat vnt, vnt;
        einheit, mengeneinheit, me, maßeinheit, verkaufseinheit;
        jednostka, jednostka miary, jm, j m;
        unité, unité de mesure, unité de vente;
        единица, единица измерения, ед, ед изм, единицы""",
    Column.FAVOURITE: """
        favourite, favorite, favourites, favorites, quick;
        mėgstama, mėgstamas, mėgstamiausia, populiari;
        favorit, favoriten;
        ulubione, ulubiony, ulubiona;
        favori, favoris;
        избранное, избранный, любимое""",
    Column.ACTIVE: """
        active, is active, enabled, for sale, sold;
        aktyvi, aktyvus, aktyvu, parduodama;
        aktiv, aktiviert;
        aktywny, aktywne, aktywna;
        actif, active, en vente;
        активный, активен, активно, в продаже""",
    Column.OPEN_PRICE: """
        open price, has open price, variable price, free price;
        laisva kaina, keičiama kaina, atvira kaina;
        offener preis, freier preis, freipreis;
        cena otwarta, otwarta cena, wolna cena;
        prix libre, prix ouvert;
        свободная цена, открытая цена""",
    Column.COLOUR: """
        colour, color; spalva; farbe; kolor; couleur; цвет""",
    Column.PICTURE: """
        picture, image, photo; paveikslėlis, nuotrauka; bild, foto; obraz, obrazek, zdjęcie;
        image, photo; картинка, изображение, фото""",
}

_LANGUAGES = ("en", "lt", "de", "pl", "fr", "ru")
_BY_HEADING: dict[str, Column] = {}
_LANGUAGES_OF: dict[str, set[str]] = {}
for _column, _texts in _HEADINGS.items():
    for _language, _words in zip(_LANGUAGES, _texts.split(";"), strict=True):
        for _heading in map(fold, _words.split(",")):
            _BY_HEADING[_heading] = _column
            _LANGUAGES_OF.setdefault(_heading, set()).add(_language)
_MONEY = "eur euro euros euru usd gbp pln zl zlotych rub руб sek nok dkk chf czk uah грн"
_MONEY_WORDS = frozenset(_MONEY.split())


def column_of(heading: str, currency: str) -> Column | None:
    """Return what a column under ``heading`` says; None when it says nothing to a till."""
    words = fold(heading).split()
    money = _MONEY_WORDS | {currency.lower()}
    return _BY_HEADING.get(" ".join(words)) or _BY_HEADING.get(
        " ".join(word for word in words if word not in money)
    )


def columns_of(headings: Sequence[str], currency: str) -> tuple[Column | None, ...]:
    return tuple(column_of(heading, currency) for heading in headings)


def known_headings(headings: Sequence[str]) -> int:
    """Return how many of these are headings of a product file."""
    return sum(fold(heading) in _BY_HEADING for heading in headings)


def language_of(headings: Sequence[str]) -> str:
    """Return the language in which most headings are known; "en" when none stands out."""
    votes = Counter(
        language for heading in headings for language in _LANGUAGES_OF.get(fold(heading), ())
    )
    most = max(votes.values(), default=0)
    leading = [language for language, count in votes.items() if count == most]
    return leading[0] if len(leading) == 1 else "en"


def is_heading(columns: Sequence[Column | None]) -> bool:
    """Whether these columns can be the heading of a product file: what it is, and what it costs."""
    found = set(columns)
    return Column.PRICE in found and bool({Column.NAME, Column.BARCODE} & found)
