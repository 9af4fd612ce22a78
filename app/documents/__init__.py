"""Official papers: numbered, drawn and signed as Decree 30/2020/NĐ-CP prescribes."""
