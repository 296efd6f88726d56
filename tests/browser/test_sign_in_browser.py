# SPDX-License-Identifier: Apache-2.0
"""Signing in, in a real browser, at a server that has accounts: what a reader and an editor see, wrong passwords,
too many attempts, signing out."""

import shutil

import pytest

from ontherecord.serve import Settings
from tests.serve.conftest import running
from tests.serve.test_accounts import PASSWORD, peopled

pytestmark = pytest.mark.browser


@pytest.fixture
def live(made, tmp_path):
    """The address of a server with two accounts."""
    shutil.copy(made, tmp_path / "live.sqlite")
    peopled(tmp_path / "state")
    with running(Settings(archive=str(tmp_path / "live.sqlite"), state=tmp_path / "state")) as address:
        yield address


def sign_in(page, name, password=PASSWORD):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_reader_comes_where_they_wanted_to_and_sees_nothing_to_write_with(visit, live):
    page = visit("/people")
    assert page.url == f"{live}/sign-in?to=/people"
    assert page.locator(".site nav").count() == 0, "nothing leads to pages that ask to sign in again"
    sign_in(page, "omar")
    page.wait_for_url(f"{live}/people")
    page.get_by_role("link", name="omar", exact=True).wait_for()
    assert page.get_by_role("link", name="Add articles").count() == 0
    page.get_by_role("link", name="Stories", exact=True).click()
    page.get_by_role("link", name="Vienna ferry talks end").first.click()
    page.get_by_role("link", name="omar", exact=True).wait_for()
    assert page.get_by_label("Correct").count() == 0
    assert "session" not in page.evaluate("document.cookie"), "no script reads the session"


def test_an_editor_sees_where_to_add_and_correct_and_signs_out(visit, live):
    page = visit()
    sign_in(page, "nadia")
    page.get_by_role("link", name="Add articles").wait_for()
    page.get_by_role("link", name="Vienna ferry talks end").first.click()
    page.get_by_label("Correct").wait_for()
    page.get_by_role("link", name="nadia", exact=True).click()
    page.get_by_role("link", name="Who wrote what").click()
    assert page.get_by_role("cell", name="sign in", exact=True).count() == 1
    page.go_back()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{live}/sign-in")
    page.goto(f"{live}/people")
    assert page.url.startswith(f"{live}/sign-in")


def test_a_wrong_password_is_told_where_it_is_typed_and_guessing_is_slowed_down(browser, live):
    page = browser.new_page()  # not `visit`: a refusal is logged by the browser as an error
    page.goto(f"{live}/people")
    sign_in(page, "omar", "not the password")
    said = page.get_by_role("alert")
    assert said.inner_text() == "The name or the password is not right."
    assert page.get_by_label("Name").input_value() == "omar"
    assert page.get_by_label("Password").input_value() == ""
    sign_in(page, "omar")
    page.wait_for_url(f"{live}/people")
    page.context.clear_cookies()
    page.goto(f"{live}/sign-in")
    for _ in range(8):
        sign_in(page, "omar", "not the password")
    assert page.get_by_role("alert").inner_text() == "Too many attempts; wait and try again."
    page.close()
