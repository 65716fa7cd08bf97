import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import { useContentBase } from '../../api/content.ts';
import { holdPicture } from './held-pictures.ts';
import { isReadAsText, kindOf } from './kinds.ts';
import { addressOf, largeOf, subjectOf, thumbnailOf } from './subject.ts';
import { textOptions } from './use-text.ts';

/** Larger pictures are not fetched before somebody wants them. */
const LARGEST_PICTURE = 25_000_000;
/** What is leafed over in passing is not fetched. */
const PAUSE_MS = 150;

/** Fetches a neighbour of what is shown, so that it is there at once when it is wanted. */
export function usePreload(node: DriveNode | undefined): void {
  const base = useContentBase();
  const queries = useQueryClient();
  useEffect(() => {
    const subject = node === undefined ? null : subjectOf(node);
    if (base === null || subject === null || subject.sizeBytes === 0) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const kind = kindOf(subject);
      if (kind === 'image') {
        if (subject.sizeBytes <= LARGEST_PICTURE) void holdPicture(addressOf(base, subject), stop.signal);
      } else if (isReadAsText(kind))
        void queries.prefetchInfiniteQuery(textOptions(addressOf(base, subject), subject.sizeBytes));
      else if (kind === 'thumbnail' || kind === 'video') {
        const picture = (kind === 'thumbnail' ? largeOf : thumbnailOf)(base, subject);
        if (picture !== null) hold(picture);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [node, base, queries]);
}

function hold(url: string): void {
  new Image().src = url;
}
