"""The fast path of Word templates against docxtpl itself, over nasty values."""

import io
import random
import re
import zipfile

import pytest
from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from services.docgen.rendering.characters import clean
from services.docgen.rendering.docx import DocxForm
from services.docgen.rendering.environment import new_environment
from services.docgen.rendering.errors import RenderFault, TemplateFault
from services.docgen.rendering.library import TEMPLATES
from services.docgen.rendering.pictures import cut_sides, stored_sides
from services.docgen.rendering.qr import qr_png
from tests.suites.declaration.test_photographing import picture
from tests.support.cases.pictures import exif, jpeg
from tests.support.docgen_suite import orders
from tests.support.docgen_suite.orders import ORDERS

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NASTY = [
    "张A&B公司", "张<b>三", "a > b", "\"引号\" 'single'", "&amp;", "]]>", "<w:p/>", "</w:t></w:r></w:p>", "{{ name }}",
    "{% if x %}", "第一行\n第二行", "甲\t乙", "甲\r\n乙",
    "\x00\x07\x0c\x1f控制", "\ufffe\uffff", "\ud800半个代理",
    "😀👨‍👩‍👧𠮷", "  前后空格  ", "长" * 5000, "", "0", "=1+1", "\u200b零宽", "é́", "https://例.中国/?a=1&b=2",
]  # fmt: skip


def poisoned(value, choose):
    """The context with every text replaced by a nasty one, shapes kept."""
    if isinstance(value, dict):
        return {key: poisoned(item, choose) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, choose) for item in value for _ in range(choose.randint(1, 3))]
    return choose.choice(NASTY) if isinstance(value, str) else value


def canonical(package):
    """Every XML part in canonical form, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.tostring(etree.fromstring(archive.read(name)), method="c14n") for name in names}


def by_docxtpl(raw, context):
    """What docxtpl makes of the same values."""
    template = DocxTemplate(io.BytesIO(raw))
    template.render(clean(context), new_environment())
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


WORD = [order for order in ORDERS if order.template.endswith(".docx")]


@pytest.mark.parametrize("order", WORD, ids=lambda order: order.template)
def test_shipped_templates_take_the_fast_path(order):
    assert DocxForm.load(TEMPLATES / order.template).reasons == ()


@pytest.mark.parametrize("order", WORD, ids=lambda order: order.template)
def test_every_part_equals_docxtpls_for_nasty_values(order):
    raw = (TEMPLATES / order.template).read_bytes()
    form, choose = DocxForm(raw), random.Random(7)
    for _ in range(6):
        context = poisoned(order.context, choose)
        assert canonical(form.render(context)) == canonical(by_docxtpl(raw, context))


@pytest.mark.parametrize("order", WORD, ids=lambda order: order.template)
def test_the_same_values_give_the_same_bytes(order):
    form = DocxForm.load(TEMPLATES / order.template)
    again = DocxForm.load(TEMPLATES / order.template)
    assert form.render(order.context) == form.render(order.context) == again.render(order.context)


def template(*paragraphs, rows=None):
    """A small template: paragraphs, or a table of rows of texts."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for texts in rows:
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_of(package):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(package)).paragraphs)


PLAIN = ["张A&B公司", "张<b>三", "</w:t></w:r></w:p><w:p>", "{{ 7*7 }}", "😀", "{_{ x }_}", "长" * 70000]


@pytest.mark.parametrize("value", PLAIN, ids=range(len(PLAIN)))
def test_a_value_comes_out_as_it_went_in(value):
    assert text_of(DocxForm(template("姓名：{{ name }}。")).render({"name": value})) == f"姓名：{value}。"


def test_control_characters_are_removed_and_line_breaks_kept():
    assert text_of(DocxForm(template("{{ x }}")).render({"x": "甲\x00\x07乙\r\n丙\t丁"})) == "甲乙\n丙\t丁"


def test_a_missing_value_is_refused():
    with pytest.raises(RenderFault):
        DocxForm(template("{{ name }}")).render({})


def test_the_sandbox_keeps_templates_from_python():
    form = DocxForm(template("{{ x.__class__.__mro__ }}"))
    with pytest.raises(RenderFault):
        form.render({"x": "y"})


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{% if x %}甲",),
        ("{% endfor %}",),
        ("{%p for r in rows %}", "甲 {{ r }}"),
        ("{%p if x %}甲", "乙{% endif %}"),
    ],
)
def test_a_template_that_could_tear_elements_is_refused(paragraphs):
    with pytest.raises(TemplateFault):
        DocxForm(template(*paragraphs))


def test_a_file_that_is_no_word_document_is_refused():
    with pytest.raises(TemplateFault):
        DocxForm(b"nothing")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (template(rows=[["{% colspan n %}甲", "乙"], ["丙", "丁"]]), "table grid depends on data"),
        (template("{% macro m() %}甲{% endmacro %}{{ m() }}"), "statement endmacro"),
        (template("{_{ 原样 }_}"), "escaped braces"),
    ],
)
def test_what_the_fast_path_cannot_do_goes_to_docxtpl(raw, reason):
    form = DocxForm(raw)
    assert reason in form.reasons
    context = {"n": 1}
    assert canonical(form.render(context)) == canonical(by_docxtpl(raw, context))
    assert form.render(context) == form.render(context)


def test_the_slow_path_refuses_what_docxtpl_would_repair_silently():
    form = DocxForm(template("{% macro m() %}甲{% endmacro %}", "{%p if x %}", rows=[["{% endif %}"]]))
    with pytest.raises(RenderFault):
        form.render({"x": False})


def test_a_placeholder_picture_is_swapped_in_body_and_footer():
    for name in ("evaluation_form.docx", "certificate.docx"):
        order = next(one for one in WORD if one.template == name)
        form, png = DocxForm.load(TEMPLATES / name), qr_png("zhiping")
        with zipfile.ZipFile(io.BytesIO(form.render(order.context, {"qr": png}))) as archive:
            media = {path: archive.read(path) for path in archive.namelist() if path.startswith("word/media/")}
        assert [path for path, data in media.items() if data == png] == sorted(form.placeholders["qr"])


def test_a_jpeg_in_place_of_a_png_gets_its_own_content_type():
    order = next(one for one in WORD if one.template == "certificate.docx")
    form = DocxForm.load(TEMPLATES / order.template)
    with zipfile.ZipFile(io.BytesIO(form.render(order.context, {"photo": b"\xff\xd8\xff\xe0rest"}))) as archive:
        types = archive.read("[Content_Types].xml").decode()
    (media,) = form.placeholders["photo"]
    assert f'<Override PartName="/{media}" ContentType="image/jpeg"/>' in types


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((295, 413), {}),
        ((413, 413), {"l": 14286, "r": 14286}),
        ((300, 600), {"b": 30000}),
    ],
)
def test_a_photo_is_cut_to_the_proportions_of_its_place(size, sides):
    assert cut_sides(size, (250, 350)) == sides


@pytest.mark.parametrize("name", ["evaluation_form.docx", "certificate.docx"])
def test_a_photo_stands_in_its_place_and_is_not_stretched(name):
    order = next(one for one in orders.ORDERS if one.template == name)
    photo = picture(600, 600)
    data = DocxForm.load(TEMPLATES / name).render(order.context, {}, {"photo": photo})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert photo in [archive.read(one) for one in archive.namelist()]
        assert re.search(rb'<a:srcRect l="\d+" r="\d+"/>', archive.read("word/document.xml"))


STANDARD = {1: "tl", 2: "tr", 3: "br", 4: "bl", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}
"""Where the EXIF standard says that the first stored row and the first stored column are seen."""


@pytest.mark.parametrize("way", STANDARD)
def test_pixels_are_turned_as_the_standard_says(way):
    row, column = STANDARD[way]
    assert stored_sides({row: 1, column: 2}, way) == {"t": 1, "l": 2}


@pytest.mark.parametrize(
    ("way", "sides"),
    [
        (1, {"b": 7}), (2, {"b": 7}), (3, {"t": 7}), (4, {"t": 7}), (5, {"r": 7}), (6, {"r": 7}), (7, {"l": 7}),
        (8, {"l": 7}),
    ],
)  # fmt: skip
def test_the_foot_of_a_turned_photo_is_cut_off(way, sides):
    assert stored_sides({"b": 7}, way) == sides
    assert set(stored_sides({"l": 1, "r": 1}, way)) == ({"t", "b"} if way >= 5 else {"l", "r"})


@pytest.mark.parametrize("name", ["evaluation_form.docx", "certificate.docx"])
@pytest.mark.parametrize(
    ("way", "turn"),
    [(2, {"flipH": "1"}), (3, {"rot": "10800000"}), (6, {"rot": "5400000"}), (7, {"rot": "5400000", "flipH": "1"}),
     (8, {"rot": "16200000"})],
)  # fmt: skip
def test_a_photo_is_printed_as_it_is_shown_and_only_once_turned(name, way, turn):
    order = next(one for one in orders.ORDERS if one.template == name)
    size = (700, 500) if way >= 5 else (500, 700)
    data = DocxForm.load(TEMPLATES / name).render(order.context, {}, {"photo": jpeg(size, exif(way))})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert jpeg(size) in [archive.read(one) for one in archive.namelist()]
        document = etree.fromstring(archive.read("word/document.xml"))
    [drawing] = [one.getparent() for one in document.iter(f"{DRAWING}docPr") if one.get("name") == "photo"]
    [transform] = drawing.iter("{*}xfrm")
    assert dict(transform.attrib) == turn
    for extent in (drawing.find(f"{DRAWING}extent"), transform.find("{*}ext")):
        assert (int(extent.get("cx")) > int(extent.get("cy"))) is (way >= 5)
