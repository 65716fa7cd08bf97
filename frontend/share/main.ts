import { enhanceButtons } from './buttons.ts';
import { all } from './dom.ts';
import { dropEmptyPoster } from './film.ts';
import { enhanceMore } from './more.ts';
import { enhanceRequest } from './sending/request.ts';
import { enhanceViewer } from './viewer.ts';

// Everything but sending files works without this script; it only makes it nicer.
enhanceButtons();
all('video[poster]').forEach(dropEmptyPoster);
enhanceMore();
enhanceViewer();
enhanceRequest();
