"""`make walk`: the year, stage by stage; fails on any difference. `make walk STAGE=scoring_year`
walks one stage alone, with as few people as it needs."""

import os
import sys
from contextlib import ExitStack

from deploy.walk import (
    amending,
    cascade,
    cast,
    linking,
    merging,
    reminding,
    reporting,
    scoring,
    scoring_year,
    server,
)
from deploy.walk.ledger import Ledger


def main() -> int:
    """Walk; print both tables; 1 where anything differs."""
    ledger = Ledger()
    with ExitStack() as stack:
        with ledger.stage("dựng hệ thống trống"):
            base = stack.enter_context(server.running())
        alone = os.environ.get("STAGE", "")
        if alone:
            ALONE[alone](base, ledger)
        else:
            walk(base, ledger)
    print(ledger.table())
    return 1 if ledger.differences else 0


def scoring_alone(base: str, ledger: Ledger) -> None:
    """A cluster's year and nothing before it."""
    with ledger.stage("khởi tạo tỉnh, mời người của 8 xã"):
        operator = cast.provision(base, ledger)
        everybody = cast.seat(base, operator, ledger, count=len(scoring_year.MEMBERS))
    with ledger.stage("một năm của cụm: đủ công thức, bỏ phiếu, kiến nghị"):
        scoring_year.play(everybody, ledger)


def merging_alone(base: str, ledger: Ledger) -> None:
    """The merger of units and nothing before it."""
    with ledger.stage("khởi tạo tỉnh Lạng Sơn"):
        cast.provision(base, ledger)
    with ledger.stage("sắp xếp đơn vị ngày 01/7/2025, ba cấp"):
        merging.merge(ledger)


ALONE = {"scoring_year": scoring_alone, "merging": merging_alone}
"""The stages that can be walked alone, by name."""


def walk(base: str, ledger: Ledger) -> None:
    """All stages in the order of the year."""
    with ledger.stage("khởi tạo tỉnh Lạng Sơn"):
        operator = cast.provision(base, ledger)
    with ledger.stage("mời người của tỉnh và 65 xã"):
        everybody = cast.seat(base, operator, ledger)
    with ledger.stage("đọc kế hoạch thật của xã Điềm He"):
        cascade.read_a_plan(everybody, ledger)
    with ledger.stage("tỉnh ban hành kế hoạch đến 65 xã"):
        plan_id = cascade.issue_the_province_plan(everybody, ledger)
        cascade.wait_for_notices(everybody, ledger)
    with ledger.stage("65 xã tiếp nhận"):
        cascade.acknowledge(everybody, plan_id, ledger)
    with ledger.stage("60 xã xây dựng, ban hành, gửi lên"):
        plans = cascade.derive_and_send(everybody, plan_id, ledger)
    with ledger.stage("thực hiện nhiệm vụ, kèm minh chứng"):
        cascade.do_the_tasks(everybody, plan_id, plans, ledger)
    with ledger.stage("kế hoạch Word của Điềm He, Bình Gia vào hệ thống"):
        linking.link(everybody, ledger)
    with ledger.stage("báo cáo sơ kết 6 tháng"):
        reporting.report(everybody, plan_id, plans, ledger)
    with ledger.stage("chia cụm, ban hành bộ tiêu chí"):
        groups = scoring.make_clusters(everybody, ledger)
        set_id, ids = scoring.issue_criteria(everybody, ledger)
    with ledger.stage("65 xã tự chấm, nộp bảng điểm"):
        sheets = scoring.score_themselves(everybody, set_id, ids, ledger)
    with ledger.stage("cụm thẩm định, giải trình, chốt"):
        scoring.appraise(everybody, set_id, groups, sheets, ids, ledger)
    with ledger.stage("Hội đồng xác nhận, công bố"):
        scoring.confirm_and_announce(everybody, set_id, sheets, ids, ledger)
    with ledger.stage("một năm của cụm: đủ công thức, bỏ phiếu, kiến nghị"):
        scoring_year.play(everybody, ledger).moved()
    with ledger.stage("một quý nhắc việc với đồng hồ dời, đôn đốc"):
        reminding.play(everybody, ledger)
    with ledger.stage("sắp xếp đơn vị ngày 01/7/2025, ba cấp"):
        merging.merge(ledger)
    with ledger.stage("tỉnh điều chỉnh kế hoạch, 60 xã cập nhật, trả lời"):
        amending.amend(everybody, plan_id, plans, ledger)


if __name__ == "__main__":
    sys.exit(main())
