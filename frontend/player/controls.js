// The player's controls, in media-chrome's elements.

import 'media-chrome/dist/media-controller.js';
import 'media-chrome/dist/media-control-bar.js';
import 'media-chrome/dist/media-keyboard-shortcuts-dialog.js';
import 'media-chrome/dist/media-loading-indicator.js';
import 'media-chrome/dist/media-play-button.js';
import 'media-chrome/dist/media-seek-backward-button.js';
import 'media-chrome/dist/media-seek-forward-button.js';
import 'media-chrome/dist/media-mute-button.js';
import 'media-chrome/dist/media-volume-range.js';
import 'media-chrome/dist/media-time-display.js';
import 'media-chrome/dist/media-time-range.js';
import 'media-chrome/dist/media-preview-thumbnail.js';
import 'media-chrome/dist/media-preview-chapter-display.js';
import 'media-chrome/dist/media-preview-time-display.js';
import 'media-chrome/dist/media-captions-button.js';
import 'media-chrome/dist/media-pip-button.js';
import 'media-chrome/dist/media-fullscreen-button.js';
import 'media-chrome/dist/menu/media-settings-menu.js';
import 'media-chrome/dist/menu/media-settings-menu-item.js';
import 'media-chrome/dist/menu/media-settings-menu-button.js';
import './quality_menu.js';
import 'media-chrome/dist/menu/media-playback-rate-menu.js';
import 'media-chrome/dist/menu/media-captions-menu.js';
import 'media-chrome/dist/menu/media-audio-track-menu.js';
import 'media-chrome/dist/menu/media-audio-track-menu-button.js';

// A menu may hold menu items only (ARIA 1.2), so the way back is one, and where there is
// none an empty header keeps media-chrome's own button out.
const back = title => `<button slot="header" part="back" role="menuitem" type="button" aria-label="Back from ${title}">${title}</button>`;
const noBack = '<span slot="header" hidden></span>';
const submenu = (title, menu) => `
  <media-settings-menu-item>${title}<${menu} slot="submenu" hidden aria-label="${title}">${back(title)}</${menu}></media-settings-menu-item>`;

export const controls = `
<media-loading-indicator slot="centered-chrome" noautohide></media-loading-indicator>
<media-settings-menu id="player-settings" hidden anchor="auto" aria-label="Settings">
  ${noBack}
  ${submenu('Quality', 'matinee-quality-menu')}
  ${submenu('Speed', 'media-playback-rate-menu')}
  ${submenu('Captions', 'media-captions-menu')}
</media-settings-menu>
<media-audio-track-menu id="player-sound" hidden anchor="auto" aria-label="Sound">${noBack}</media-audio-track-menu>
<media-time-range>
  <media-preview-thumbnail slot="preview" aria-hidden="true"></media-preview-thumbnail>
  <media-preview-chapter-display slot="preview"></media-preview-chapter-display>
  <media-preview-time-display slot="preview"></media-preview-time-display>
</media-time-range>
<media-control-bar>
  <media-play-button></media-play-button>
  <media-seek-backward-button seekoffset="10" class="roomy"></media-seek-backward-button>
  <media-seek-forward-button seekoffset="10" class="roomy"></media-seek-forward-button>
  <media-mute-button></media-mute-button>
  <media-volume-range class="roomy"></media-volume-range>
  <media-time-display showduration></media-time-display>
  <span class="gap"></span>
  <media-captions-button></media-captions-button>
  <media-audio-track-menu-button invoketarget="player-sound"></media-audio-track-menu-button>
  <media-settings-menu-button invoketarget="player-settings"></media-settings-menu-button>
  <media-pip-button class="roomy"></media-pip-button>
  <media-fullscreen-button></media-fullscreen-button>
</media-control-bar>`;
