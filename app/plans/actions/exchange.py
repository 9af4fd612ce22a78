"""A subordinate asks about a plan or a task; its superior answers, to one or to several at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, DateTime, Text, literal, select
from sqlalchemy.dialects.postgresql import insert

from app.audit import actions as audit
from app.audit.actions import Person
from app.documents import actions as documents
from app.lib import clock
from app.lib.errors import Invalid
from app.notifications import actions as notifications
from app.plans import policies
from app.plans.models import Clarification, Delivery, PlanMessage
from app.plans.queries import exchange, plans
from app.plans.terms import ASKING, MessageKind, organ_name
from tenants import context
from tenants.db import db
from tenants.models import Tenant


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Answered:
    """What one answer did: the messages that went out, and the general answer where it is one."""

    message_ids: Sequence[int]
    clarification: Clarification | None


def ask(
    *,
    plan_id: int,
    task_id: int | None = None,
    kind: MessageKind,
    text: str,
    attachment: Attachment | None = None,
    by: Person,
) -> PlanMessage:
    """Ask the superior about its plan or one task of it, or tell it of a difficulty.

    Asked before one's own derived plan, the question is about the superior's plan behind it. The
    same question while it waits is the same thread. Raises NotFound for a plan that was not
    delivered here, Conflict for an own plan of which no superior knows and for a closed office,
    Invalid for an empty text or an unsuitable file.
    """
    about = exchange.subject(plan_id, task_id)
    _check_open()
    policies.check_message(kind, text, is_asking=True)
    before = exchange.same_question(about, kind, text.strip())
    if before is not None:
        return before
    return _write(
        about=(about.plan.id, None if about.task is None else about.task.id),
        root_id=None,
        kind=kind,
        text=text,
        addressee_id=about.superior_id,
        attachment=attachment,
        by=by,
    )


def reply(
    *,
    thread_id: int,
    kind: MessageKind,
    text: str,
    attachment: Attachment | None = None,
    by: Person,
) -> PlanMessage:
    """Say more in a thread: its asker asks on, its superior answers.

    The same words said twice in a row are said once. Raises NotFound for who is neither side,
    Invalid for a kind that is the other side's, an empty text or an unsuitable file, Conflict for
    a closed office.
    """
    thread = exchange.thread(thread_id)
    _check_open()
    policies.check_message(kind, text, is_asking=thread.is_mine)
    said = exchange.messages(thread_id)[-1].message
    if (said.tenant_id, said.kind, said.text) == (_me().id, kind, text.strip()):
        return said
    return _write(
        about=(thread.root.plan_id, thread.root.task_id),
        root_id=thread_id,
        kind=kind,
        text=text,
        addressee_id=thread.superior.id if thread.is_mine else thread.asker.id,
        attachment=attachment,
        by=by,
    )


def _write(
    *,
    about: tuple[int, int | None],
    root_id: int | None,
    kind: MessageKind,
    text: str,
    addressee_id: int,
    attachment: Attachment | None,
    by: Person,
) -> PlanMessage:
    file = None
    if attachment is not None:
        file = documents.store(name=attachment.name, content=attachment.content, by=by)
    message = PlanMessage(
        tenant_id=context.acting().tenant_id,
        plan_id=about[0],
        task_id=about[1],
        root_id=root_id,
        kind=kind,
        text=text.strip(),
        file_id=None if file is None else file.id,
        addressee_id=addressee_id,
        sent_at=clock.now(),
        written_by=by.id,
    )
    db.session.add(message)
    db.session.flush()
    thread = {"plan_id": message.plan_id, "thread_id": message.thread_id}
    if kind is MessageKind.ANSWER:
        audit.record("plan.answered", message, by=by, **thread)
    else:
        audit.record("plan.asked", message, by=by, **thread)
    return message


def answer(
    *, thread_ids: Sequence[int], text: str, question: str | None = None, by: Person
) -> Answered:
    """Give one answer to several threads; with `question`, make it a general answer too.

    `question` is what was asked, in the superior's words and without who asked: everybody who
    received the plan reads it with the answer. A thread whose last word is this very answer is
    passed over. Raises NotFound for a thread that was not asked here, Invalid for an empty text,
    none or too many threads, and for a general answer to threads about several plans or about a
    plan that the acting tenant did not issue; Conflict for a closed office.
    """
    _check_open()
    policies.check_message(MessageKind.ANSWER, text, is_asking=False)
    if not 1 <= len(set(thread_ids)) <= policies.MOST_THREADS:
        most = policies.MOST_THREADS
        raise Invalid(f"Hãy chọn từ 1 đến {most} nội dung cần trả lời.", "thread_ids")
    roots = exchange.asked_here(thread_ids)
    clarification = None
    if question is not None:
        clarification = _clarify(roots, question, text, by)
    said = exchange.last_said([root.id for root in roots])
    same = (context.acting().tenant_id, text.strip())
    sent = _answer_all([root.id for root in roots if said[root.id] != same], text.strip(), by)
    audit.record("plan.answered", None, by=by, threads=list(thread_ids), messages=len(sent))
    return Answered(sent, clarification)


def _answer_all(thread_ids: Sequence[int], text: str, by: Person) -> Sequence[int]:
    """One answer row a thread, by one statement."""
    rows = select(
        literal(context.acting().tenant_id, BigInteger),
        PlanMessage.plan_id,
        PlanMessage.task_id,
        PlanMessage.id,
        literal(MessageKind.ANSWER, PlanMessage.kind.type),
        literal(text, Text),
        PlanMessage.tenant_id,
        literal(clock.now(), DateTime(timezone=True)),
        literal(by.id, BigInteger),
    ).where(PlanMessage.id.in_(thread_ids))
    columns = [
        "tenant_id",
        "plan_id",
        "task_id",
        "root_id",
        "kind",
        "text",
        "addressee_id",
        "sent_at",
        "written_by",
    ]
    return db.session.scalars(
        insert(PlanMessage).from_select(columns, rows).returning(PlanMessage.id)
    ).all()


def _clarify(roots: Sequence[PlanMessage], question: str, text: str, by: Person) -> Clarification:
    if not question.strip():
        raise Invalid("Cần ghi câu hỏi để các đơn vị hiểu thông báo chung.", "question")
    if len(question) > policies.LONGEST_MESSAGE:
        raise Invalid(f"Câu hỏi nhiều nhất {policies.LONGEST_MESSAGE} ký tự.", "question")
    plan_ids = {root.plan_id for root in roots}
    if len(plan_ids) != 1:
        raise Invalid("Thông báo chung chỉ về một kế hoạch; hãy chọn lại.", "thread_ids")
    plan = plans.readable(plan_ids.pop())
    if plan.tenant_id != context.acting().tenant_id:
        raise Invalid(
            "Kế hoạch này là của riêng đơn vị hỏi nên chỉ trả lời đơn vị đó.", "thread_ids"
        )
    task_ids = {root.task_id for root in roots}
    clarification = Clarification(
        tenant_id=plan.tenant_id,
        plan_id=plan.id,
        task_id=task_ids.pop() if len(task_ids) == 1 else None,
        question=question.strip(),
        answer=text.strip(),
        issued_at=clock.now(),
        issued_by=by.id,
    )
    db.session.add(clarification)
    db.session.flush()
    audit.record("plan.clarified", clarification, by=by, plan_id=plan.id)
    return clarification


def tell_other_side(*, message_ids: Sequence[int]) -> int:
    """Tell those to whom these messages of the acting tenant went; how many were told now.

    The messages are one question, or one answer to one or several threads.
    """
    sent = db.session.scalars(
        select(PlanMessage)
        .where(PlanMessage.id.in_(message_ids), PlanMessage.tenant_id == _me().id)
        .order_by(PlanMessage.id)
    ).all()
    if not sent:
        return 0
    first = sent[0]
    plan = plans.readable(first.plan_id)
    asks = first.kind in ASKING
    alone = len(sent) == 1
    deed = {
        MessageKind.QUESTION: "hỏi về",
        MessageKind.DIFFICULTY: "nêu khó khăn, vướng mắc khi thực hiện",
        MessageKind.ANSWER: "trả lời nội dung đơn vị hỏi về",
    }[first.kind]
    about = plan.reference if len({one.plan_id for one in sent}) == 1 else "các kế hoạch"
    return notifications.tell(
        addressee_ids=list(dict.fromkeys(one.addressee_id for one in sent)),
        kind="plan.asked" if asks else "plan.answered",
        text=f"{organ_name(_me())} {deed} {about}: “{_short(first.text)}”",
        path=f"/threads/{first.thread_id}" if alone else "/threads?side=own",
        key=f"plan.message:{first.id}",
    )


def tell_everybody(*, clarification_id: int) -> int:
    """Tell all who received the plan of a general answer; how many were told now."""
    one = db.session.get_one(Clarification, clarification_id)
    plan = plans.own(one.plan_id)
    return notifications.tell(
        addressee_ids=select(Delivery.recipient_id).where(Delivery.plan_id == plan.id),
        kind="plan.clarified",
        text=f"{organ_name(_me())} giải đáp chung về {plan.reference}: “{_short(one.question)}”",
        path=f"/plans/{plan.id}/threads",
        key=f"plan.clarified:{one.id}",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:117].rstrip() + "…"


def _me() -> Tenant:
    return db.session.get_one(Tenant, context.acting().tenant_id)


def _check_open() -> None:
    policies.check_open(_me(), clock.today())
