"""`flask --app wsgi intake read FILE`."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.documents import docx
from app.intake.commands import intake as commands
from app.intake.queries.sources.files import MAX_BYTES
from tests.documents import kinds
from tests.intake import samples

KEYS = ["kind", "issuer", "level", "number", "symbol", "place", "issued_on", "title", "year",
        "legal_bases", "tasks", "deadlines", "agenda", "delegates", "movements", "predecessors",
        "recipients", "signer", "warnings"]  # fmt: skip


@pytest.fixture
def runner() -> FlaskCliRunner:
    app = Flask(__name__)
    app.cli.add_command(commands)
    return app.test_cli_runner()


def test_it_prints_the_plan_as_json_with_its_letters(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_bytes(samples.year_plan())
    result = runner.invoke(args=["intake", "read", str(file)])
    assert result.exit_code == 0
    assert "Ký giao ước thi đua" in result.stdout
    printed = json.loads(result.stdout)
    assert list(printed) == KEYS
    assert list(printed["tasks"][0]) == ["no", "quarter", "text", "offices"]
    assert list(printed["delegates"]) == ["max", "approx", "ratios"]
    assert printed["legal_bases"][1] == {
        "kind": "kế hoạch", "number": "03", "symbol": "KH-UBND", "on": "2026-01-05",
        "issuer": "UBND tỉnh An Giang",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "Tệp trống"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "đời cũ"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "lớn hơn 20 MB"),
    ],
)
def test_a_bad_file_is_refused_on_stderr(
    runner: FlaskCliRunner, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = runner.invoke(args=["intake", "read", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_is_not_there_is_refused(
    runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    result = runner.invoke(args=["intake", "read", str(tmp_path / name)])
    assert result.exit_code == 2
    assert "Không mở được tệp" in result.stderr


def test_what_is_no_plan_is_printed_too(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "thơ.txt"
    file.write_text("Làng tôi xanh bóng tre.")
    result = runner.invoke(args=["intake", "read", str(file)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["kind"] == "not_a_plan"


def test_it_prints_a_paper_of_ours_as_json(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "quyet-dinh.docx"
    file.write_bytes(docx.write(kinds.DECISION))
    result = runner.invoke(args=["intake", "paper", str(file)])
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert printed["kind"] == "decision"
    assert printed["issued_on"] == kinds.DECISION.issued_on.isoformat()  # type: ignore[union-attr]
    assert printed["signature"]["name"] == kinds.DECISION.signature.name


def test_a_file_of_other_origin_is_no_paper_of_ours(runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_bytes(samples.year_plan())
    result = runner.invoke(args=["intake", "paper", str(file)])
    assert result.exit_code == 2
    assert "do hệ thống soạn" in result.stderr
