"""What follows from confirmed points: bands lowered, awards shared out, secret ballots counted."""
