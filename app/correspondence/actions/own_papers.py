"""An own paper of the register, held until the transaction ends."""

from sqlalchemy import select

from app.correspondence.policies import exchange
from app.registers import queries as registers
from app.registers.queries import OutgoingPaper
from tenants import context
from tenants.db import db


def held(paper_id: int) -> OutgoingPaper:
    """The acting tenant's paper as it stands now; of two who change it the second waits.

    Raises NotFound, NotAllowed for one that it only received.
    """
    mine = context.acting().tenant_id
    own = select(OutgoingPaper).where(OutgoingPaper.id == paper_id, OutgoingPaper.tenant_id == mine)
    fresh = own.with_for_update().execution_options(populate_existing=True)
    paper = db.session.scalar(fresh) or registers.paper(paper_id)
    exchange.check_own(paper, mine)
    return paper
