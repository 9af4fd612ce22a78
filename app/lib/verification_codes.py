"""Codes that lead to the verification of a paper: scanned, or typed by hand from the paper.

A code stands for itself in any case, with spaces and dashes wherever they fall, and with letters
that look like a digit in its place. It holds no vowel, no D and no W: a keyboard set to write
Vietnamese (Telex, VNI) makes nothing else of it.
"""

import secrets

LETTERS = "0123456789CFGHJKMNPQRTVX"
LENGTH = 16
"""Nobody guesses one of 24^16, more than 2^73."""
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8"})
_GROUP = 4


def fresh() -> str:
    """A new code as it is kept: "K7QF2M0XPR4T9HCN"."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def canonical(typed: str) -> str:
    """The code as it is kept, of what was scanned or typed; the address that holds it will do too.

    What cannot be such a code comes back as it was typed: older codes mind their case.
    """
    code = typed.strip().rpartition("/v/")[2]
    plain = "".join(filter(str.isalnum, code)).upper().translate(LOOK_ALIKES)
    return plain if len(plain) == LENGTH and set(plain) <= set(LETTERS) else code


def printed(code: str) -> str:
    """The code as papers show it, in groups that the eye keeps: "K7QF-2M0X-PR4T-9HCN"."""
    if len(code) != LENGTH:
        return code
    return "-".join(code[place : place + _GROUP] for place in range(0, LENGTH, _GROUP))
