"""What a certificate can show: signs that the faces of papers have, and no markup."""

import re

from app.documents.letters import undrawable

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|[A-Za-z]+);")


def faults(label: str, text: str) -> list[str]:
    """What cannot be printed as it is typed, in words."""
    lost, markup = undrawable(text), _MARKUP.search(text)
    said = [f"{label} có ký tự không in được: {' '.join(lost)}. Hãy xóa."] if lost else []
    if markup:
        said.append(f"{label} có mã định dạng “{markup.group()[:30]}”; hãy chỉ ghi chữ.")
    return said
