"""Words of the home page and of search."""

from enum import StrEnum


class Topic(StrEnum):
    """What a piece of waiting work belongs to; the order is the order of the page."""

    PAPER = "paper"
    PLAN = "plan"
    TASK = "task"
    REPORT = "report"
    SCORING = "scoring"
    UNIT = "unit"
    PLATFORM = "platform"

    @property
    def label(self) -> str:
        """The Vietnamese name of the topic."""
        return {
            "paper": "Văn bản",
            "plan": "Kế hoạch",
            "task": "Nhiệm vụ",
            "report": "Báo cáo",
            "scoring": "Chấm điểm thi đua",
            "unit": "Đơn vị và người dùng",
            "platform": "Hệ thống",
        }[self.value]


class LineKind(StrEnum):
    """What is to be done: the code that programs read."""

    PAPER_CHECK = "paper.check"
    PAPER_APPROVE = "paper.approve"
    PAPER_ISSUE = "paper.issue"
    PAPER_CORRECT = "paper.correct"
    PAPER_REGISTER = "paper.register"
    PAPER_SIGN = "paper.sign"
    PAPER_SEAL = "paper.seal"
    PAPER_ANSWER = "paper.answer"
    PLAN_ACKNOWLEDGE = "plan.acknowledge"
    PLAN_DERIVE = "plan.derive"
    PLAN_COMPLETE = "plan.complete"
    PLAN_ISSUE = "plan.issue"
    PLAN_SEND = "plan.send"
    PLAN_CHASE = "plan.chase"
    PLAN_READ = "plan.read"
    PLAN_MERGE = "plan.merge"
    PLAN_AMEND = "plan.amend"
    PLAN_REVIEW = "plan.review"
    PLAN_CORRECT = "plan.correct"
    PLAN_ANSWER = "plan.answer"
    PLAN_ANSWERED = "plan.answered"
    TASK_DO = "task.do"
    TASK_OTHERS = "task.others"
    REPORT_WRITE = "report.write"
    REPORT_SEND = "report.send"
    REPORT_CORRECT = "report.correct"
    REPORT_REVIEW = "report.review"
    REPORT_CHASE = "report.chase"
    CLUSTER_ISSUE = "scoring.cluster_issue"
    CRITERIA_COMPLETE = "scoring.criteria_complete"
    CRITERIA_ISSUE = "scoring.criteria_issue"
    SHEET_FILL = "scoring.sheet_fill"
    SHEET_SUBMIT = "scoring.sheet_submit"
    SHEET_EXPLAIN = "scoring.sheet_explain"
    SHEET_APPRAISE = "scoring.sheet_appraise"
    SHEET_SETTLE = "scoring.sheet_settle"
    SHEET_CONFIRM = "scoring.sheet_confirm"
    STANDING_ANNOUNCE = "scoring.standing_announce"
    MEMBER_ROLES = "unit.member_roles"
    INVITATION_OPEN = "unit.invitations"
    PROVINCE_ADD = "platform.province_add"
    JOB_FAILED = "platform.job_failed"
    JOB_STUCK = "platform.job_stuck"

    @property
    def topic(self) -> Topic:
        """What it belongs to."""
        return Topic(self.value.partition(".")[0])


class SearchGroup(StrEnum):
    """What is searched, one statement each; the order is the order of the page."""

    PLANS = "plans"
    TASKS = "tasks"
    UNITS = "units"
    PEOPLE = "people"

    @property
    def label(self) -> str:
        """The Vietnamese name of the group."""
        return {
            "plans": "Kế hoạch",
            "tasks": "Nhiệm vụ",
            "units": "Đơn vị",
            "people": "Người trong đơn vị",
        }[self.value]


class SendingGroup(StrEnum):
    """By what the plans that came up are counted."""

    UNITS = "units"
    CLUSTERS = "clusters"
    DISTRICTS = "districts"
    MONTHS = "months"
    YEARS = "years"

    @property
    def label(self) -> str:
        """The Vietnamese name of the group."""
        return {
            "units": "Theo đơn vị",
            "clusters": "Theo cụm, khối",
            "districts": "Theo địa bàn huyện cũ",
            "months": "Theo tháng gửi",
            "years": "Qua các năm",
        }[self.value]

    @property
    def head(self) -> str:
        """What one row is."""
        return {
            "units": "Đơn vị",
            "clusters": "Cụm, khối",
            "districts": "Huyện, thành phố (đến 30/6/2025)",
            "months": "Tháng gửi lần đầu",
            "years": "Năm kế hoạch",
        }[self.value]

    @property
    def without(self) -> str:
        """What those are called that belong to none."""
        return {"clusters": "Chưa xếp cụm, khối", "districts": "Không thuộc huyện nào"}.get(
            self.value, ""
        )


class Level(StrEnum):
    """By what results are summed up."""

    CLUSTERS = "clusters"
    KINDS = "kinds"
    DISTRICTS = "districts"

    @property
    def label(self) -> str:
        """The Vietnamese name of the view."""
        return {
            "clusters": "Theo cụm, khối",
            "kinds": "Theo loại đơn vị",
            "districts": "Theo huyện cũ",
        }[self.value]

    @property
    def head(self) -> str:
        """The head of the column of its groups."""
        return {"clusters": "Cụm, khối", "kinds": "Loại đơn vị", "districts": "Huyện cũ"}[
            self.value
        ]

    @property
    def without(self) -> str:
        """What units that belong to none are listed under."""
        return "Không thuộc huyện nào"


class Measure(StrEnum):
    """In what results are counted: points, or percent of the base of the criteria set."""

    PERCENT = "percent"
    TOTAL = "total"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {"percent": "% điểm chuẩn", "total": "Tổng điểm"}[self.value]


class YearStep(StrEnum):
    """The steps of a cluster's year."""

    ISSUE = "issue"
    PLAN = "plan"
    PLEDGE = "pledge"
    HALF_YEAR = "half_year"
    SELF_SCORING = "self_scoring"
    APPRAISAL = "appraisal"
    YEAR_MEETING = "year_meeting"
    ELECTION = "election"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "issue": "Ban hành cụm",
            "plan": "Kế hoạch",
            "pledge": "Giao ước",
            "half_year": "Sơ kết 6 tháng",
            "self_scoring": "Tự chấm điểm",
            "appraisal": "Thẩm định",
            "year_meeting": "Tổng kết năm",
            "election": "Cụm trưởng năm sau",
        }[self.value]


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    CURRENT = "current"
    LATE = "late"
    TODO = "todo"

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return {
            "done": "Đã xong",
            "current": "Đang thực hiện",
            "late": "Trễ hạn",
            "todo": "Chưa đến",
        }[self.value]
