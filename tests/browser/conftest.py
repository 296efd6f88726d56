# SPDX-License-Identifier: Apache-2.0
"""One headless Chromium for all browser tests; without Chromium or Playwright they are skipped."""

import shutil

import pytest

from ontherecord.dossier import dossier, index, parts
from tests.dossier import example
from tests.serve.conftest import live, made  # noqa: F401 - fixtures

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


PATIENCE = 120_000  # milliseconds: work is done by other processes, which start first


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine; install the system's chromium package")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The example story and the index as a build writes them."""
    out = tmp_path_factory.mktemp("out")
    story = out / example.RECORD.story.id
    story.mkdir()
    page = dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)["dossier.html"]
    (story / "dossier.html").write_text(page, encoding="utf-8")
    (out / "index.html").write_text(index(example.BUILD), encoding="utf-8")
    return out


@pytest.fixture(scope="session")
def parted(tmp_path_factory):
    """The example story with its articles on pages beside it, two to a page; gives the dossier."""
    out = tmp_path_factory.mktemp("parted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "WHOLE", 0)
        patch.setattr(parts, "A_PART", 2)
        pages = dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)
    for name, page in pages.items():
        (out / name).write_text(page, encoding="utf-8")
    return out / "dossier.html"


@pytest.fixture
def open_page(browser, folder):
    """Open a page of the folder; the test fails if it asks a host for anything or logs an error."""
    contexts, wrong = [], []

    def opened(fragment="", *, width=1280, height=900, path=None, **more):
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.on("request", lambda r: None if r.url.startswith("file:") else wrong.append(r.url))
        page.goto((path or folder / example.RECORD.story.id / "dossier.html").as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def visit(browser, live):  # noqa: F811
    """Open a page of the server as a person would; the test fails if it logs an error or asks another host."""
    contexts, wrong = [], []

    def opened(path="/", width=1280, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((live, "data:")) else wrong.append(asked.url),
        )
        page.goto(live + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, wrong
