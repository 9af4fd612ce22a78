"""The name on a certificate is held against who signs and who issues the paper."""

from types import SimpleNamespace

import pytest

from app.registers.models import OutgoingPaper
from app.signatures import actions, policies
from app.signatures.policies import Parties
from app.signatures.terms import Part, Verdict
from tenants.db import db
from tests.signatures.kit import ORGAN, PASSPHRASE, SIGNER, kit, report, signed_by, twice_signed
from tests.signatures.test_papers import Office, office
from tests.world import World

__all__ = ["office"]

PROVINCE = "Ủy ban nhân dân tỉnh Lạng Sơn"
HOME_AFFAIRS = "Sở Nội vụ tỉnh Lạng Sơn"


def _bearer(subject: str, organisation: str = "") -> SimpleNamespace:
    return SimpleNamespace(subject=subject, organisation=organisation)


@pytest.mark.parametrize(
    ("subject", "organisation", "organ", "fits"),
    [
        (PROVINCE, "", PROVINCE, True),
        ("UBND TỈNH LẠNG SƠN", "UBND TỈNH LẠNG SƠN", PROVINCE, True),
        ("Uỷ ban nhân dân xã Điềm He, tỉnh Lạng Sơn", "", ORGAN, True),
        ("Sở Nội vụ", "UBND tỉnh Lạng Sơn", HOME_AFFAIRS, True),
        ("Sở Nội vụ", "UBND tỉnh Cao Bằng", HOME_AFFAIRS, False),
        (HOME_AFFAIRS, PROVINCE, PROVINCE, False),
        ("Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", PROVINCE, PROVINCE, False),
        ("Ủy ban nhân dân xã Điềm Hẻo", "", ORGAN, False),
        (PROVINCE, PROVINCE, HOME_AFFAIRS, False),
    ],
)
def test_an_organ_is_known_by_its_name_alone(
    subject: str, organisation: str, organ: str, fits: bool
) -> None:
    assert policies.names_organ(_bearer(subject, organisation), organ) is fits


def test_each_symbol_of_a_province_has_the_seal_of_its_own_organ(world: World) -> None:
    def seals(symbol: str) -> tuple[str, ...]:
        paper = SimpleNamespace(symbol=symbol, signer_name=SIGNER)
        return policies.parties(paper, world.province).seals

    named = world.province.name_in_text
    committee = f"Ủy ban nhân dân {named}"
    assert seals("QĐ-UBND") == (committee,)
    assert seals("BC-SNV") == (f"Sở Nội vụ {named}",)
    assert seals("TTr-HĐTĐKT") == (f"Hội đồng Thi đua - Khen thưởng {named}", committee)


def test_a_whole_signature_in_another_name_is_a_doubt() -> None:
    found = report(twice_signed())
    assert policies.held_against(found, Parties(SIGNER, ORGAN, (ORGAN,))) is found
    held = policies.held_against(found, Parties(SIGNER, PROVINCE, (PROVINCE,)))
    assert (held.verdict, held.headline) == (
        Verdict.DOUBTFUL,
        f"Chữ ký nguyên vẹn, nhưng chứng thư số mang tên “{ORGAN}”, văn bản do {PROVINCE} "
        "ban hành.",
    )
    assert [one.verdict for one in held.signatures] == [Verdict.VALID, Verdict.DOUBTFUL]
    assert all(one.is_intact and one.is_trusted for one in held.signatures)
    other = policies.held_against(found, Parties("Vi Văn Khác", ORGAN, (ORGAN,)))
    assert "văn bản do Vi Văn Khác ký" in other.headline


def test_a_field_of_another_program_is_the_signers_or_the_organs() -> None:
    once = signed_by(kit().organ, twice_signed(), field="Signature7")
    found = report(once)
    assert policies.held_against(found, Parties(SIGNER, ORGAN, (ORGAN,))) is found
    held = policies.held_against(found, Parties(SIGNER, PROVINCE, (PROVINCE,)))
    assert f"văn bản do {PROVINCE} ban hành, {SIGNER} ký" in held.signatures[-1].other_name


def test_the_seal_of_another_agency_is_warned_of_and_never_green(office: Office) -> None:
    stranger = kit().authority.issue("Sở Nội vụ", PROVINCE)
    with office.world.acting(office.clerk):
        actions.keep_key_file(
            part=Part.SEAL,
            content=stranger.key_file(PASSPHRASE),
            secret=PASSPHRASE,
            by=office.clerk,
        )
    assert office.sign(office.world.client(office.leader)).status_code == 303
    clerk, file_id = office.world.client(office.clerk), office.current()
    told = f"hứng thư số mang tên “Sở Nội vụ”, văn bản do {ORGAN} ban hành"
    form = clerk.get(f"/signatures/papers/{office.paper_id}/seal").get_data(as_text=True)
    assert f"C{told}" in form
    assert 'name="other_name_reason"' in form
    refused = office.sign(clerk, "seal", seen_file_id=file_id)
    assert refused.status_code == 422
    assert f"C{told}" in refused.get_data(as_text=True)
    reason = "Cơ quan chưa được cấp chứng thư số"
    done = office.sign(clerk, "seal", seen_file_id=file_id, other_name_reason=reason)
    assert done.status_code == 303
    hub = clerk.get(f"/correspondence/outgoing/{office.paper_id}").get_data(as_text=True)
    assert f"Chữ ký nguyên vẹn, nhưng c{told}." in hub
    assert "Chữ ký số hợp lệ" not in hub
    found = clerk.call("GET", f"/api/v1/outgoing-papers/{office.paper_id}/signatures").json
    assert found["report"]["verdict"] == "doubtful"
    assert told in found["report"]["signatures"][-1]["other_name"]
    with office.world.acting(office.clerk, read_only=True):
        code = db.session.get_one(OutgoingPaper, office.paper_id).code
    page = office.world.client().get(f"/v/{code}").get_data(as_text=True)
    assert "; chữ ký số mang tên khác." in page
    assert f"Chữ ký nguyên vẹn, nhưng c{told}." in page
    assert "alert success" not in page
