"""A server without the faces of papers says so in Vietnamese, and nothing falls over."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAW = """
from app.documents import docx, pdf
from app.documents.pdf import fonts
from tests.documents import samples
for draw in (pdf.draw, docx.write):
    try:
        draw(samples.YEAR_PLAN)
    except pdf.FontsMissing as error:
        print(error.status, error)
print(fonts.missing())
"""


def _told(folder: Path, program: str) -> str:
    """What a program prints where the wheel with the faces is an empty one."""
    (folder / "indico_fonts").mkdir()
    (folder / "indico_fonts" / "__init__.py").write_text("")
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def test_drawing_and_the_start_name_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    pdf_told, docx_told, start_told = _told(tmp_path, DRAW).splitlines()
    assert pdf_told == docx_told == f"503 {start_told}"
    assert "LiberationSerif-Regular.ttf" in start_told
    assert "pip install --force-reinstall indico-fonts" in start_told
