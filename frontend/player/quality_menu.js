// The menu of qualities, held still while it is open.
//
// media-chrome draws it anew whenever the picture's size changes. Drawing takes away the
// focused entry, and a menu that loses the focus closes: under the viewer's finger, in the
// seconds in which the quality climbs.

import { MediaRenditionMenu } from 'media-chrome/dist/menu/media-rendition-menu.js';

const SIZES = ['mediawidth', 'mediaheight'];

class QualityMenu extends MediaRenditionMenu {
  attributeChangedCallback(name, before, after) {
    if (SIZES.includes(name) && !this.hidden) return;
    super.attributeChangedCallback(name, before, after);
    if (name === 'hidden' && after !== null) {
      for (const size of SIZES) super.attributeChangedCallback(size, null, this.getAttribute(size));
    }
  }
}

customElements.define('matinee-quality-menu', QualityMenu);
