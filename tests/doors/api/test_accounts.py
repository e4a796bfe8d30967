"""Registering, logging in, staying logged in, and what ends that."""

from datetime import timedelta
from typing import Any

import jwt
import pytest

from habitos_tui.doors.api.keys import ACCESS, ISSUER, REFRESH
from habitos_tui.services.api_logins import LASTS
from tests.doors.api.conftest import KEY, Serve, Served
from tests.support.household import NOW, PASSWORD, set_clock

WRONG = {"title": "Wrong password", "detail": "The name or the password is wrong.", "hint": ""}


def refused(served: Served, name: str, password: str = "guess") -> dict[str, Any]:
    problem = served("POST", "/auth/login", {"name": name, "password": password}, 401)
    return {field: problem[field] for field in WRONG}


def test_a_password_opens_a_profile(serve: Serve) -> None:
    served = serve()
    tokens = served.log_in()
    assert (tokens["token_type"], tokens["expires_in"], tokens["notice"]) == ("bearer", 600, "")
    assert served("GET", "/profile")["name"] == "alice"


def test_nobody_learns_who_is_there(serve: Serve) -> None:
    served = serve()
    served.household.accounts.create("open", None)
    assert refused(served, "alice") == refused(served, "nobody") == refused(served, "open") == WRONG


def test_a_guesser_waits(serve: Serve) -> None:
    served = serve()
    for name in ("alice", "nobody"):
        for _ in range(3):
            refused(served, name)
        answer = served.client.post("/v1/auth/login", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "1"
        assert answer.json()["hint"] == ""
    set_clock(served.household, NOW + timedelta(minutes=1))
    assert "3 wrong passwords from 127.0.0.1" in served.log_in()["notice"]
    assert served.log_in()["notice"] == ""


def test_other_addresses_have_tries_of_their_own(serve: Serve) -> None:
    served = serve()
    for _ in range(3):
        refused(served, "alice")
    served.client._transport.client = ("192.0.2.7", 50000)  # type: ignore[attr-defined] # the address that the server sees
    served.log_in()


@pytest.mark.parametrize("path", ["/profile", "/today", "/behaviors", "/solves", "/insights/stats"])
def test_nothing_is_told_without_an_access_token(serve: Serve, path: str) -> None:
    served = serve()
    answer = served.client.get(f"/v1{path}")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_is_what_we_signed_for_that_use_and_that_time(serve: Serve) -> None:
    served = serve()
    tokens = served.log_in()
    claims = jwt.decode(tokens["access_token"], KEY, ["HS256"], audience=ACCESS, options={"verify_exp": False})
    good = served.client.headers["Authorization"].removeprefix("Bearer ")
    forged = [
        tokens["refresh_token"],
        jwt.encode(claims, "", "none"),
        jwt.encode(claims, KEY, "HS512"),
        jwt.encode(claims, bytes(64), "HS256"),
        jwt.encode(claims | {"iss": "somebody"}, KEY, "HS256"),
        jwt.encode(claims | {"aud": REFRESH}, KEY, "HS256"),
        jwt.encode(claims | {"exp": claims["iat"]}, KEY, "HS256"),
        jwt.encode(claims | {"exp": 1.0e300}, KEY, "HS256"),
        jwt.encode(claims | {"login": 7}, KEY, "HS256"),
        jwt.encode(claims | {"login": "0" * 32}, KEY, "HS256"),
        jwt.encode({"iss": ISSUER, "aud": ACCESS}, KEY, "HS256"),
        "a.b.c",
        "",
        good + "x" * 3000,
    ]
    for token in forged:
        served.use(token)
        served("GET", "/profile", status=401)
    served.use(good)
    served("GET", "/profile")
    set_clock(served.household, NOW + timedelta(minutes=10))
    served("GET", "/profile", status=401)


def test_a_refresh_token_is_good_once(serve: Serve) -> None:
    served = serve()
    first = served.log_in()
    second = served("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]})
    served.use(second["access_token"])
    served("GET", "/profile")
    served("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]}, 401)
    served("POST", "/auth/refresh", {"refresh_token": second["refresh_token"]}, 401)
    served("GET", "/profile", status=401)


def test_a_login_ends_when_it_was_not_used_for_long(serve: Serve) -> None:
    served = serve()
    tokens = served.log_in()
    set_clock(served.household, NOW + LASTS - timedelta(minutes=1))
    tokens = served("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    set_clock(served.household, NOW + 2 * LASTS)
    served("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]}, 401)
    served("POST", "/auth/refresh", {"refresh_token": tokens["access_token"]}, 401)


def test_logging_out_ends_every_login_or_one(serve: Serve) -> None:
    served = serve()
    phone, laptop, desk = served.log_in(), served.log_in(), served.log_in()
    served("POST", "/auth/logout", {"everywhere": False}, 204)
    served("GET", "/profile", status=401)
    served.use(laptop["access_token"])
    served("GET", "/profile")
    served("POST", "/auth/logout", status=204)
    for tokens in (phone, laptop, desk):
        served("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]}, 401)
    served("GET", "/profile", status=401)


def test_another_password_ends_every_login(serve: Serve) -> None:
    served = serve()
    other, mine = served.log_in(), served.log_in()
    served("POST", "/auth/password", {"old": "guess", "new": "battery staple"}, 401)
    served("POST", "/auth/password", {"old": PASSWORD, "new": "battery staple"}, 204)
    for tokens in (other, mine):
        served("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]}, 401)
    served("GET", "/profile", status=401)
    served.log_in(password="battery staple")


@pytest.mark.parametrize("new", [None, "battery staple"])
def test_a_password_that_was_changed_elsewhere_ends_every_login_too(serve: Serve, new: str | None) -> None:
    served = serve()
    tokens = served.log_in()
    served.household.accounts.reset_password("alice", new)
    served("GET", "/profile", status=401)
    served("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]}, 401)


def test_a_login_ends_with_its_profile(serve: Serve) -> None:
    served = serve()
    served.log_in()
    served.household.accounts.delete("alice", PASSWORD)
    served("GET", "/profile", status=401)


def test_nobody_registers_unless_that_is_allowed(serve: Serve) -> None:
    served = serve()
    problem = served("POST", "/auth/register", {"name": "bob", "password": PASSWORD}, 403)
    assert problem["title"] == "Registering is off"
    assert [profile.name for profile in served.household.accounts.profiles()] == ["alice"]


def test_registering_tells_nobody_who_is_there(serve: Serve) -> None:
    served = serve(may_register=True)
    told = [
        served("POST", "/auth/register", {"name": name, "password": "battery staple"}, 202)
        for name in (
            "bob",
            "Alice",
            "\N{CYRILLIC SMALL LETTER A}lice",
        )  # the last begins with a letter that only looks like one of ours
    ]
    assert told[0] == told[1] == told[2]
    assert [profile.name for profile in served.household.accounts.profiles()] == ["alice", "bob"]
    refused(served, "alice", "battery staple")
    served.log_in("bob", "battery staple")
    assert served("GET", "/behaviors")["items"] == []
    served("POST", "/auth/register", {"name": "carol", "password": "battery staple"}, 429)


@pytest.mark.parametrize("given", [{"name": "bob", "password": "short"}, {"name": " ", "password": "battery staple"}])
def test_what_can_be_no_name_or_password_is_told(serve: Serve, given: dict[str, str]) -> None:
    served = serve(may_register=True)
    (issue,) = served("POST", "/auth/register", given, 422)["issues"]
    assert issue["path"] in {"name", "password"}
