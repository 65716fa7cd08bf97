import { useEffect, useEffectEvent, useState } from 'react';

/** What is being dragged over the page: files from the desktop, and nothing else (no text, no link of the page). */
function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Takes files and folders that are dropped anywhere on the page. A dropped folder is one File too; what is in it is
 * read where its path is known, not here. Answers whether something hangs over the page at the moment.
 */
export function useFileDrop(onDrop: (files: File[]) => void, disabled = false): boolean {
  const [hovering, setHovering] = useState(false);
  const drop = useEffectEvent(onDrop);

  useEffect(() => {
    if (disabled) return undefined;
    // Enter and leave come for every element that is crossed; the page is left when as many left as were entered.
    let depth = 0;
    const listen = new AbortController();
    const on = (
      type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      handle: (event: DragEvent) => void,
    ) => {
      globalThis.addEventListener(
        type,
        (event) => {
          if (!carriesFiles(event)) return;
          event.preventDefault();
          handle(event);
        },
        { signal: listen.signal },
      );
    };
    const leave = () => {
      depth = 0;
      setHovering(false);
    };
    on('dragenter', () => {
      depth += 1;
      setHovering(true);
    });
    on('dragover', ({ dataTransfer }) => {
      if (dataTransfer !== null) dataTransfer.dropEffect = 'copy';
    });
    on('dragleave', () => {
      depth -= 1;
      if (depth <= 0) leave();
    });
    on('drop', ({ dataTransfer }) => {
      leave();
      drop([...(dataTransfer?.files ?? [])]);
    });
    return () => {
      listen.abort();
      leave();
    };
  }, [disabled]);

  return hovering;
}
