"""Pages on paper: what an office files holds the matter and nothing of the screen around it."""

import subprocess

import pytest

from infra.devstack import packages
from tests.support.web.looking import come_in

SCREEN = ("大字", "退出登录", "我的账号", "演示站点")
"""What belongs to the screen."""


def _on_paper(page, folder, address):
    page.goto(address)
    file = folder / "page.pdf"
    page.pdf(path=file, format="A4", print_background=False)
    packages.ensure(packages.DOCUMENT_TOOLS[2:])
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return "".join(text.split())


@pytest.mark.parametrize(
    "role,listing,link,holds",
    [
        ("hr_clerk", "/cases", "main tbody a", ("当前环节", "聂涛", "打印人")),
        ("applicant", "/mine/declarations", "main tbody a", ("办理进度", "审核意见", "打印人")),
        ("applicant", "/plans", "main tbody a", ("申报条件", "时间安排", "依据")),
    ],
    ids=("case", "timeline", "plan"),
)
def test_a_page_is_printed_without_what_belongs_to_the_screen(page, site, tmp_path, role, listing, link, holds):
    come_in(page, site.people(role)[0], role)
    page.goto(listing)
    text = _on_paper(page, tmp_path, page.locator(link).first.get_attribute("href"))
    assert [word for word in holds if word not in text] == []
    assert [word for word in SCREEN if word in text] == []


def test_the_check_of_certificates_is_printed_without_what_belongs_to_the_screen(page, site, tmp_path):
    text = _on_paper(page, tmp_path, "/verify")
    assert "证书查验" in text
    assert [word for word in SCREEN if word in text] == []
