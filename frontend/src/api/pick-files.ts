interface PickOptions {
  /** A whole folder. */
  readonly folder?: boolean;
  /** Kinds of files, as `accept` of a file field. */
  readonly accept?: string;
  /** Straight from the camera of a phone. */
  readonly camera?: boolean;
  /** One file only. */
  readonly single?: boolean;
}

/** Whether whole folders can be chosen in this browser. */
export function canPickFolders(): boolean {
  return 'webkitdirectory' in HTMLInputElement.prototype;
}

let field: HTMLInputElement | undefined;

/** Lets the person choose files of this device; to be called while a click is handled. Nothing when they changed their mind. */
export function pickFiles({
  folder = false,
  accept,
  camera = false,
  single = false,
}: PickOptions = {}): Promise<File[]> {
  field?.remove();
  const chooser = document.createElement('input');
  field = chooser;
  chooser.type = 'file';
  chooser.multiple = !single;
  chooser.webkitdirectory = folder;
  if (accept !== undefined) chooser.accept = accept;
  if (camera) chooser.setAttribute('capture', 'environment');
  chooser.hidden = true;
  // Some phones forget a field that is not on the page while their camera is in front.
  document.body.append(chooser);
  return new Promise((resolve) => {
    const end = () => {
      resolve([...(chooser.files ?? [])]);
      chooser.remove();
    };
    chooser.addEventListener('change', end);
    chooser.addEventListener('cancel', end);
    chooser.click();
  });
}
