"""Load the demo province once: `python -m deploy.demo`."""

import sys
import time

from sqlalchemy import select

from app.accounts.models import User
from app.factory import create_app
from deploy.demo import people
from tenants import provision
from tenants.context import PLATFORM
from tenants.db import db, transaction

LANG_SON = "20"


def is_loaded() -> bool:
    """Whether this database has people already: then it is left alone."""
    with transaction(PLATFORM, read_only=True):
        return db.session.scalar(select(User.id).limit(1)) is not None


def main() -> int:
    """Load what is missing; say how long it took."""
    app = create_app()
    with app.app_context():
        if is_loaded():
            return 0
        began = time.monotonic()
        print("Đang nạp dữ liệu mẫu tỉnh Lạng Sơn, năm 2026…", flush=True)
        with transaction(PLATFORM):
            provision.province(LANG_SON)
        people.settle()
        print(f"Đã nạp xong sau {time.monotonic() - began:.0f} giây.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
