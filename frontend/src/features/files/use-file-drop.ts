import { useEffect, useEffectEvent, useState } from 'react';

/** What is being dragged over the page: files from the desktop, and nothing else (no text, no link of the page). */
function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** A folder that files can be let go of over: a row, a tile or a breadcrumb with these attributes. */
export interface DropPlace {
  readonly id: string;
  readonly name: string;
}

/** Attributes that make an element a place for files of this computer; `data-over` is for its look meanwhile. */
export function dropPlace({ id, name }: DropPlace) {
  return { 'data-drop-folder': id, 'data-drop-name': name };
}

/** What hangs over the page: nothing, or files over a folder in it (null: over the page itself). */
export type Hovering = { readonly over: DropPlace | null } | null;

/**
 * Takes files and folders that are dropped anywhere on the page; `over` is the folder in it that they were dropped on,
 * if any. A dropped folder is one File too; what is in it is read where its path is known, or from `data` in a browser.
 */
export function useFileDrop(
  onDrop: (files: File[], over: DropPlace | null, data: DataTransfer | null) => void,
  disabled = false,
): Hovering {
  const [hovering, setHovering] = useState<Hovering>(null);
  const drop = useEffectEvent(onDrop);

  useEffect(() => {
    if (disabled) return undefined;
    // Enter and leave come for every element that is crossed; the page is left when as many left as were entered.
    let depth = 0;
    let marked: Element | null = null;
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
    const mark = (element: Element | null) => {
      if (element === marked) return;
      marked?.removeAttribute('data-over');
      element?.setAttribute('data-over', '');
      marked = element;
    };
    const leave = () => {
      depth = 0;
      mark(null);
      setHovering(null);
    };
    on('dragenter', ({ target }) => {
      depth += 1;
      const element = target instanceof Element ? target.closest('[data-drop-folder]') : null;
      mark(element);
      const over = element === null ? null : placeOf(element);
      setHovering((before) => (before !== null && before.over?.id === over?.id ? before : { over }));
    });
    on('dragover', ({ dataTransfer }) => {
      if (dataTransfer !== null) dataTransfer.dropEffect = 'copy';
    });
    on('dragleave', () => {
      depth -= 1;
      if (depth <= 0) leave();
    });
    on('drop', ({ dataTransfer }) => {
      const over = marked === null ? null : placeOf(marked);
      leave();
      drop([...(dataTransfer?.files ?? [])], over, dataTransfer);
    });
    return () => {
      listen.abort();
      leave();
    };
  }, [disabled]);

  return hovering;
}

function placeOf(element: Element): DropPlace {
  return {
    id: element.getAttribute('data-drop-folder') ?? '',
    name: element.getAttribute('data-drop-name') ?? '',
  };
}
