"""Words of accounts: passwords that are no secret, devices as people name them."""

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_NAME = 100
LONGEST_EMAIL = 200

_TRIED_FIRST = """
    0123456789 01234567890 0987654321 1111111111 1122334455 1234512345 123456789a 123456789@
    1234567890 12345678901 123456789012 1231231231 123123123123 1q2w3e4r5t 1qaz2wsx3edc
    9876543210 a123456789 aa123456789 abc123456789 abcd123456 abcdefghij abcd1234567 admin12345
    admin123456 administrator anhyeuem123 anhyeuem1234 asdfghjkl1 asdfghjkl123 changeme123
    chinhquyen chuyenvien1 chuyenvien123 giadinhtoi iloveyou12 iloveyou123 khenthuong
    khenthuong123 letmein123 matkhau123 matkhau1234 matkhau12345 matkhau123456 matkhaumoi
    ngaymaitroi p@ssw0rd123 p@ssword123 passw0rd123 password01 password12 password123
    password1234 password12345 q1w2e3r4t5 qazwsxedcrfv qwerty1234 qwerty12345 qwerty123456
    qwertyuiop qwertyuiop1 qwertyuiop123 thidua2024 thidua2025 thidua2026 thiduakhenthuong
    thiduayeunuoc toiyeuvietnam uybannhandan vietnam123 vietnam1234 vietnam1945 welcome123
    welcome1234 yeuemnhieulam zaq12wsxcde3
"""
COMMON_PASSWORDS = frozenset(_TRIED_FIRST.split())
"""Passwords that are tried first by whoever guesses; compared in lower case."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "máy Windows"),
    ("Mac OS X", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "máy Linux"),
)
BROWSERS = (
    ("coc_coc", "Cốc Cốc"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def device(user_agent: str | None) -> str:
    """The device of a sign-in as its owner would name it: "Chrome trên máy Windows"."""
    text = user_agent or ""
    browser = next((name for mark, name in BROWSERS if mark in text), None)
    system = next((name for mark, name in SYSTEMS if mark in text), None)
    if browser and system:
        return f"{browser} trên {system}"
    return browser or system or "Thiết bị không rõ"
