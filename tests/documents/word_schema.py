"""What Microsoft Word demands of a file before it opens it, checked part by part (ECMA-376).

Word calls a file damaged whose elements stand in another order than the schema's, which other
programs forgive. The orders are those of WordprocessingML (part 1, annex A).
"""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from posixpath import dirname, join, normpath
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

_EDGES = "top left start bottom right end insideH insideV tl2br tr2bl"
_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
)
ORDERS = {
    "document": "background body",
    "p": "pPr *",
    "r": "rPr *",
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
        "rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
        "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr+",
    "tblPr": _TABLE,
    "tblGrid": "gridCol+",
    "tblBorders": _EDGES,
    "tblCellMar": _EDGES,
    "tr": "tblPrEx trPr tc+",
    "tc": "tcPr *",
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark"
    ),
    "tcBorders": _EDGES,
    "sectPr": (
        "headerReference+ footerReference+ footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
        "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
        "docGrid printerSettings"
    ),
    "styles": "docDefaults latentStyles style+",
    "docDefaults": "rPrDefault pPrDefault",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
        "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
        "tblStylePr+"
    ),
    "numbering": "numPicBullet+ abstractNum+ num+ numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl+",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "settings": (
        "writeProtection view zoom removePersonalInformation removeDateAndTime "
        "doNotDisplayPageBoundaries displayBackgroundShape embedTrueTypeFonts embedSystemFonts "
        "saveSubsetFonts mirrorMargins bordersDoNotSurroundHeader bordersDoNotSurroundFooter "
        "proofState attachedTemplate linkStyles stylePaneFormatFilter documentType trackRevisions "
        "documentProtection autoFormatOverride defaultTabStop autoHyphenation evenAndOddHeaders "
        "drawingGridHorizontalSpacing characterSpacingControl savePreviewPicture footnotePr "
        "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
        "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
        "readModeInkLockDown smartTagType+ schemaLibrary shapeDefaults doNotEmbedSmartTags "
        "decimalSymbol listSeparator docId discardImageEditingData defaultImageDpi conflictMode"
    ),
    "font": (
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic "
        "embedBoldItalic"
    ),
}  # fmt: skip
"""Child names in order; `+` may come again, `*` is whatever follows."""
ANCHOR = (
    "simplePos positionH positionV extent effectExtent wrapNone wrapSquare wrapTight wrapThrough "
    "wrapTopAndBottom docPr cNvGraphicFramePr graphic"
)
_NEEDED = {"tbl": ("tblPr", "tblGrid", "tr"), "tr": ("tc",), "style": ("name",)}
_MEASURES = (
    "w", "h", "sz", "left", "right", "top", "bottom", "before", "after", "line", "firstLine",
    "hanging", "header", "footer", "start",
)  # fmt: skip
_COUNTS = ("sz", "szCs", "gridSpan", "outlineLvl", "kern")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHOLE = re.compile(r"-?\d+")


def faults(content: bytes) -> list[str]:
    """What Word would not take in a DOCX; nothing in a sound one."""
    package = _Package(content)
    return [
        *_of_package(package),
        *(fault for name, root in package.parts.items() for fault in _of_part(name, root)),
        *_of_styles(package),
        *_of_ids(package),
    ]


class _Package:
    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
            self.repeated = [n for n, times in Counter(packed.namelist()).items() if times > 1]
        trees = {
            name: etree.fromstring(file)
            for name, file in self.files.items()
            if name.endswith((".xml", ".rels"))
        }
        self.types = trees.pop("[Content_Types].xml")
        self.related = {name: root for name, root in trees.items() if name.endswith(".rels")}
        self.parts = {name: root for name, root in trees.items() if not name.endswith(".rels")}

    def targets(self, part: str) -> dict[str, str]:
        """The parts that one part names, by their ids."""
        folder = dirname(part)
        related = self.related.get(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
        found = () if related is None else related
        return {
            one.get("Id"): normpath(join(folder, one.get("Target")).lstrip("/"))
            for one in found
            if one.get("TargetMode") != "External"
        }


def _of_package(package: _Package) -> Iterator[str]:
    yield from (f"{name} is there twice" for name in package.repeated)
    named = {one.get("PartName") for one in package.types.iter(f"{TYPES}Override")}
    endings = {one.get("Extension").lower() for one in package.types.iter(f"{TYPES}Default")}
    for name in package.files:
        if name == "[Content_Types].xml" or f"/{name}" in named:
            continue
        if name.endswith(".xml") or name.rpartition(".")[2].lower() not in endings:
            yield f"{name} has no type"
    yield from (f"{name} is named and not there" for name in named if name[1:] not in package.files)
    reached, waiting = set(), [""]
    while waiting:
        for target in package.targets(waiting.pop()).values():
            if target not in package.files:
                yield f"{target} is related and not there"
            elif target not in reached:
                reached.add(target)
                waiting.append(target)
    parts = {name for name in package.files if name not in package.related}
    yield from (f"nothing leads to {name}" for name in parts - reached - {"[Content_Types].xml"})


def _of_part(name: str, root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        tag = element.tag.rpartition("}")[2]
        children = [child.tag.rpartition("}")[2] for child in element.iterchildren(etree.Element)]
        if element.tag == f"{WP}anchor":
            found = _misplaced(children, ANCHOR)
        elif element.tag.startswith(W):
            found = chain(
                _misplaced(children, ORDERS.get(tag, "*")),
                (f"no {one} in it" for one in _NEEDED.get(tag, ()) if one not in children),
                _of_end(tag, children),
                _of_values(element, tag),
                _of_table(element) if tag == "tbl" else (),
            )
        else:
            continue
        yield from (f"{name}: {tag}: {fault}" for fault in found)


def _misplaced(children: list[str], order: str) -> Iterator[str]:
    names = [one.rstrip("+") for one in order.split()]
    again = {one.rstrip("+") for one in order.split() if one.endswith("+")}
    last = -1
    for n, child in enumerate(children):
        place = names.index(child) if child in names else None
        if place is None and "*" in names:
            last = names.index("*")
        elif place is None:
            yield f"{child} does not belong there"
        elif place < last:
            yield f"{child} stands too late"
        elif child in children[:n] and child not in again:
            yield f"{child} twice"
        last = max(last, place or 0)


def _of_end(tag: str, children: list[str]) -> Iterator[str]:
    if tag in ("tc", "hdr", "ftr") and children[-1:] != ["p"]:
        yield "does not end in a paragraph"
    if tag == "body" and children.index("sectPr") != len(children) - 1:
        yield "does not end in the properties of its last section"


def _of_values(element: etree._Element, tag: str) -> Iterator[str]:
    text = element.text or ""
    if tag == "t" and text != text.strip() and not element.get(_SPACE):
        yield f"the spaces around {text!r} are lost"
    for attribute, value in element.attrib.items():
        key = attribute.rpartition("}")[2]
        measured = key in _MEASURES or (key == "val" and tag in _COUNTS)
        if measured and not _WHOLE.fullmatch(value):
            yield f"{key} is no whole number: {value}"


def _of_table(table: etree._Element) -> Iterator[str]:
    """Every row fills the grid, and a cell goes on only below one that began."""
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    above: dict[int, bool] = {}
    for row in table.findall(f"{W}tr"):
        place, merged = 0, {}
        for cell in row.findall(f"{W}tc"):
            span, down = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
            if down is not None:
                begins = down.get(f"{W}val") == "restart"
                if not begins and not above.get(place):
                    yield "a cell goes on below none"
                merged[place] = True
            place += 1 if span is None else int(span.get(f"{W}val"))
        if place != columns:
            yield f"a row of {place} in a grid of {columns}"
        above = merged


def _of_styles(package: _Package) -> Iterator[str]:
    known = package.parts["word/styles.xml"]
    ids = [style.get(f"{W}styleId") for style in known.iter(f"{W}style")]
    names = [name.get(f"{W}val").casefold() for name in known.iterfind(f"{W}style/{W}name")]
    for listed in (ids, names):
        yield from (f"style {one} twice" for one, times in Counter(listed).items() if times > 1)
    for part, root in package.parts.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for one in root.iter(f"{W}{tag}"):
                if one.get(f"{W}val") not in ids:
                    yield f"{part}: no style {one.get(f'{W}val')}"


def _of_ids(package: _Package) -> Iterator[str]:
    pictures: Counter[str] = Counter()
    for part, root in package.parts.items():
        targets = package.targets(part)
        for element in root.iter(etree.Element):
            for name in (f"{R}id", f"{R}embed"):
                if element.get(name) and element.get(name) not in targets:
                    yield f"{part}: {element.get(name)} leads nowhere"
        pictures.update(one.get("id") for one in root.iter(f"{WP}docPr"))
    yield from (f"picture {one} twice" for one, times in pictures.items() if times > 1)
