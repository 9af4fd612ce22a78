import unicodedata
from collections.abc import Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lib import text

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

vietnamese = st.text(
    alphabet=st.sampled_from("aàảãáạăằâấbcdđeêệghiklmnoôơởpqrstuưựvxyỳỷ 0123456789-ĐÂ\u0300\u0301")
)


class TestFold:
    def test_search_text_has_no_marks_no_capitals_and_single_spaces(self) -> None:
        assert text.fold("  Xã Điềm\u00a0 He,\tLạng Sơn ") == "xa diem he, lang son"

    def test_decomposed_letters_fold_as_composed_ones(self) -> None:
        assert text.fold(unicodedata.normalize("NFD", "Thượng Đình")) == "thuong dinh"

    @pytest.mark.parametrize("lookalike", ["\u00d0", "\u0189", "\u00f0", "\u0256"])
    def test_letters_that_only_look_like_dd_are_dd(self, lookalike: str) -> None:
        assert text.fold(f"{lookalike}ình Lập") == "dinh lap"

    def test_invisible_characters_of_word_files_do_not_split_words(self) -> None:
        assert text.fold("thi\u200b đua\ufeff khen\u00ad thưởng") == "thi dua khen thuong"

    @given(st.text())
    def test_folding_twice_changes_nothing(self, anything: str) -> None:
        assert text.fold(text.fold(anything)) == text.fold(anything)


class TestToneKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Uỷ ban", "Ủy ban"),
            ("hoà", "hòa"),
            ("hoá", "hóa"),
            ("thuý", "thúy"),
            ("khoẻ", "khỏe"),
            ("HOÀ BÌNH", "Hòa  Bình"),
            ("qúy", "quý"),
            ("hòan", "hoàn"),
            ("gía", "giá"),
            ("Đảng uỷ", unicodedata.normalize("NFD", "Đảng ủy")),
            ("Văn hoá-Xã hội", "văn hóa-xã hội"),
        ],
    )
    def test_both_places_of_the_tone_match(self, one: str, other: str) -> None:
        assert text.tone_key(one) == text.tone_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("hoa", "hòa"), ("ma", "mà"), ("dua", "đua"), ("tuy", "tủy"), ("Bình Gia", "Bình Giã")],
    )
    def test_different_words_stay_different(self, one: str, other: str) -> None:
        assert text.tone_key(one) != text.tone_key(other)

    def test_every_well_spelt_word_is_its_own_key(self) -> None:
        sentence = (
            "ủy ban nhân dân huỳnh khuỷu giếng gìn gì quyển mía thuở ngoéo quốc hòa yếu tiếng "
            "oái khuya thoáng nguyễn chuyển giữa người"
        )
        assert text.tone_key(sentence) == sentence

    def test_foreign_words_keep_their_letters(self) -> None:
        assert text.tone_key("Café Résumé iDesk") == "café résumé idesk"

    @given(st.one_of(st.text(), vietnamese))
    def test_the_key_of_a_key_is_the_key(self, anything: str) -> None:
        assert text.tone_key(text.tone_key(anything)) == text.tone_key(anything)

    @given(vietnamese)
    def test_matching_text_is_found_by_search_too(self, words: str) -> None:
        assert text.fold(text.tone_key(words)) == text.fold(words)


class TestSortKey:
    def test_the_alphabet_in_the_order_of_bytes(self) -> None:
        assert sorted(reversed(ALPHABET), key=_in_c_collation) == ALPHABET

    def test_a_letter_comes_after_every_word_of_the_letter_before(self) -> None:
        assert _sorted(["ăn", "Azz", "âm", "an", "đã", "dz"]) == [
            "an",
            "Azz",
            "ăn",
            "âm",
            "dz",
            "đã",
        ]

    def test_the_tones_from_level_to_heavy(self) -> None:
        words = [unicodedata.normalize("NFC", f"ma{tone}") for tone in TONES]
        assert words == ["ma", "mà", "mả", "mã", "má", "mạ"]
        assert _sorted(reversed(words)) == words

    def test_letters_count_before_tones(self) -> None:
        assert _sorted(["mãn", "mạ", "man"]) == ["mạ", "man", "mãn"]

    def test_tones_of_the_first_word_count_before_those_of_the_second(self) -> None:
        assert _sorted(["Bà Ba", "Ba Bạ", "Ba Bà"]) == ["Ba Bà", "Ba Bạ", "Bà Ba"]

    def test_shorter_names_come_first(self) -> None:
        assert _sorted(["Anh", "An Bình", "An"]) == ["An", "An Bình", "Anh"]

    def test_numbers_by_their_value(self) -> None:
        assert _sorted(["Cụm 10", "Cụm 2", "Cụm 1", "Cụm 111111111111"]) == [
            "Cụm 1",
            "Cụm 2",
            "Cụm 10",
            "Cụm 111111111111",
        ]
        assert _sorted(["A10b", "A9", "A10a"]) == ["A9", "A10a", "A10b"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Hoà Bình", "HÒA BÌNH"), ("Cụm 02", "cụm 2"), ("Đình-Lập", "Đình Lập")],
    )
    def test_case_punctuation_and_place_of_the_tone_do_not_count(
        self, one: str, other: str
    ) -> None:
        assert text.sort_key(one) == text.sort_key(other)

    def test_communes_as_the_dictionary_has_them(self) -> None:
        names = ["Bắc Sơn", "Bằng Mạc", "Bình Gia", "Đình Lập", "Điềm He", "Na Sầm", "Ba Sơn"]
        ordered = ["Ba Sơn", "Bắc Sơn", "Bằng Mạc", "Bình Gia", "Điềm He", "Đình Lập", "Na Sầm"]
        assert _sorted(names) == ordered

    @given(st.integers(0, 10**30), st.integers(0, 10**30))
    def test_any_two_numbers_in_order(self, one: int, other: int) -> None:
        keys = (text.sort_key(f"Khối {one}"), text.sort_key(f"Khối {other}"))
        assert (keys[0] < keys[1]) == (one < other)

    @given(st.one_of(st.text(), vietnamese))
    def test_keys_are_plain_ascii_so_that_bytes_order_them(self, anything: str) -> None:
        assert text.sort_key(anything).isascii()

    @given(st.lists(vietnamese, max_size=8))
    def test_sorting_does_not_depend_on_the_order_before(self, words: list[str]) -> None:
        keys = sorted(text.sort_key(word) for word in words)
        assert sorted(text.sort_key(word) for word in reversed(words)) == keys

    def test_every_letter_with_every_tone_has_a_key_of_its_own(self) -> None:
        vowels = "aăâeêioôơuưy"
        words = [unicodedata.normalize("NFC", a + tone) for a, tone in product(vowels, TONES)]
        assert len({text.sort_key(word) for word in words}) == len(words)
        assert _sorted(reversed(words)) == words


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(words, key=_in_c_collation)


def _in_c_collation(word: str) -> bytes:
    return text.sort_key(word).encode()
