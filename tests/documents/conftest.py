"""What the tests of drawing need of the machine."""

import shutil

collect_ignore = [] if shutil.which("soffice") else ["test_docx_in_office.py"]
"""LibreOffice is no part of the product: its pages are a second look where it happens to be; the
Word file itself is measured everywhere (`test_docx_measures`)."""
