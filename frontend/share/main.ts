import { enhanceButtons } from './buttons.ts';
import { enhanceMore } from './more.ts';
import { enhanceRequest } from './sending/request.ts';
import { enhanceViewer } from './viewer.ts';

// Everything but sending files works without this script; it only makes it nicer.
enhanceButtons();
enhanceMore();
enhanceViewer();
enhanceRequest();
