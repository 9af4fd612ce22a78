"""Load the demo province once: `python -m deploy.demo`."""

import logging
import os
import sys
import time

import structlog

from app.factory import create_app
from deploy.demo import loading
from tenants.db import db


def main() -> int:
    """Load what is missing; say how long it took. A database with people in it is left alone."""
    app = create_app()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with app.app_context():
        try:
            _load_once()
        finally:
            db.engine.dispose()
            app.extensions["redis"].close()
    return 0


def _load_once() -> None:
    found = loading.addresses_of_people()
    if found and not loading.broke_off(found):
        return
    if found:
        loading.empty(os.environ["DATABASE_OWNER_URL"])
    print("Đang nạp dữ liệu mẫu tỉnh Lạng Sơn, năm 2026…", flush=True)
    began = time.monotonic()
    loading.load()
    print(f"Đã nạp xong sau {time.monotonic() - began:.0f} giây.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
