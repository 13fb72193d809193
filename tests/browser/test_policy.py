"""The player lives under the same strict policy as every page."""

VIDEO = "document.querySelector('video')"


def test_playing_a_film_breaks_no_rule_of_the_policy(page, running_site):
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(running_site.film)
    page.get_by_role("button", name="Watch the film").click()
    page.wait_for_function(f"() => {VIDEO}.currentTime > 0.5")
    page.locator("media-settings-menu-button").click()
    page.get_by_role("menuitem", name="Speed").click()
    page.get_by_role("menuitemradio", name="1.5").first.click()
    page.wait_for_function(f"() => {VIDEO}.playbackRate === 1.5")
    assert "'unsafe" not in page.content()
    assert complaints == []
