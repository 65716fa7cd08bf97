import { enhanceMore } from './more.ts';
import { enhanceRequest } from './sending/request.ts';
import { enhanceViewer } from './viewer.ts';

// Everything but sending files works without this script; it only makes it nicer.
enhanceMore();
enhanceViewer();
enhanceRequest();
