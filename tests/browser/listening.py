"""How the journeys hear a film: what leaves the page for the loudspeakers, as levels in dB."""

import json
import statistics

from playwright.sync_api import Page

from tests.browser.journey import VIDEO

EARS = """
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {
  if (to instanceof AudioDestinationNode) {
    window.ear = new AnalyserNode(this.context, { fftSize: 8192, smoothingTimeConstant: 0 });
    connect.call(this, window.ear);
  }
  return connect.call(this, to, ...rest);
};
"""
"""Lets the page hear whatever is led to the loudspeakers; to stand in it before its scripts."""

_LISTEN = f"""
if (!window.ear) {{
  const context = new AudioContext();
  const source = new MediaElementAudioSourceNode(context, {{ mediaElement: {VIDEO} }});
  source.connect(context.destination);
}}
"""
_LEVELS = """async hertz => {
  const { context, frequencyBinCount } = window.ear;
  const levels = new Float32Array(frequencyBinCount);
  const at = Math.round(hertz / context.sampleRate * 2 * frequencyBinCount);
  const heard = [];
  while (heard.length < 40) {
    await new Promise(soon => setTimeout(soon, 75));
    window.ear.getFloatFrequencyData(levels);
    heard.push(Math.max(...levels.slice(at - 1, at + 2)));
  }
  return heard;
}"""


def level_db(page: Page, hertz: float) -> float:
    """Return how loud a tone is in what the page plays: the median of three seconds, in dB.

    A sine of full scale gives about -7.5 dB, for the analyser's window spreads it.
    """
    page.evaluate(_LISTEN)
    return statistics.median(page.evaluate(_LEVELS, hertz))


def gains_db(page: Page) -> list[float]:
    """Return the gains that the page names for its sounds."""
    return json.loads(page.locator("[data-player]").get_attribute("data-gains") or "[]")
