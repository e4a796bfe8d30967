import pytest

from habitos_tui.doors.web.access import Access

HERE = Access(8000, "127.0.0.1")
PROXIED = Access(8000, "127.0.0.1", "https://plan.example.org", "a token of some length")


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000", "192.168.0.7:8000"]
)
def test_a_server_is_asked_for_by_its_address_or_as_localhost(host: str) -> None:
    assert HERE.is_ours(host)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example:8000",
            "127.0.0.1.evil.example:8000",
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:8000@evil.example",
        ),
        *("x@localhost:8000", "localhost:8000/x", "localhost:x", "", "[::1", "plan.example.org", ":8000"),
    ],
)
def test_a_name_that_others_can_give_is_none_of_ours(host: str) -> None:
    assert not HERE.is_ours(host)


def test_a_name_that_was_told_counts() -> None:
    assert Access(80, "server.lan").is_ours("server.lan")
    assert PROXIED.is_ours("Plan.example.org")
    assert not PROXIED.is_ours("plan.example.org:8000")


def test_a_page_is_ours_if_it_came_from_the_name_that_is_asked_for() -> None:
    assert HERE.is_our_page("http://127.0.0.1:8000", "127.0.0.1:8000")
    for origin in (
        "",
        "null",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://localhost:8000",
        "http://evil",
    ):
        assert not HERE.is_our_page(origin, "127.0.0.1:8000"), origin


def test_behind_a_proxy_a_page_comes_from_the_public_address_whatever_the_proxy_asks_for() -> None:
    assert PROXIED.is_our_page("https://plan.example.org", "plan.example.org")
    assert PROXIED.is_our_page("https://plan.example.org", "127.0.0.1:8000")
    assert not PROXIED.is_our_page("https://evil.example", "plan.example.org")


def test_without_a_token_everybody_is_admitted_who_comes_by_the_right_name() -> None:
    assert HERE.admits("", "")


@pytest.mark.parametrize(
    ("token", "cookie"), [("", ""), ("a token of some", ""), ("ä", "ä"), ("", "a token of some length")]
)
def test_a_wrong_token_is_not_admitted(token: str, cookie: str) -> None:
    assert not PROXIED.admits(token, cookie)


def test_a_token_is_admitted_and_so_is_the_cookie_made_of_it() -> None:
    assert PROXIED.admits("a token of some length", "")
    assert PROXIED.admits("", PROXIED.cookie)
    assert PROXIED.token not in PROXIED.cookie
    assert not PROXIED.admits("", Access(8000, "127.0.0.1", token="another token, as long").cookie)


@pytest.mark.parametrize(
    ("access", "address"),
    [
        (HERE, "http://127.0.0.1:8000/"),
        (Access(8000, "::1"), "http://[::1]:8000/"),
        (Access(8000, "10.0.0.1", token="a+b"), "http://10.0.0.1:8000/?token=a%2Bb"),
        (PROXIED, "https://plan.example.org/?token=a%20token%20of%20some%20length"),
    ],
)
def test_the_address_is_one_that_a_browser_opens(access: Access, address: str) -> None:
    assert access.address(with_token=True) == address
    assert "token" not in access.address(with_token=False)
