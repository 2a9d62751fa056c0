"""What the first page costs whoever opens it on a slow line: everything it loads, as it comes over the wire."""

MOST_BYTES = 150_000


def test_the_first_page_comes_in_less_than_150_kilobytes(page, site):
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: list[str] = []
    sizes: list[float] = []
    devtools.on("Network.requestWillBeSent", lambda told: addresses.append(told["request"]["url"]))
    devtools.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    assert page.inner_text("h1") == "通知与申报计划"
    assert len(sizes) >= 5
    assert all(address.startswith((site.url, "data:")) for address in addresses)
    assert sum(sizes) < MOST_BYTES
