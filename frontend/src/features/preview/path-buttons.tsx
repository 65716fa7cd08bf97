import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

interface PathButtonsProps {
  /** From the top down. */
  readonly path: readonly { readonly id: string; readonly name: string }[];
  readonly onOpen: ((folderId: string | null) => void) | undefined;
}

/** Where something is; each folder on the way opens with a click. */
export function PathButtons({ path, onOpen }: PathButtonsProps) {
  const { t } = useTranslation();
  const places = [{ id: null, name: t('files.title') }, ...path];
  return (
    <span>
      {places.map(({ id, name }, at) => (
        <Fragment key={id ?? 'top'}>
          {at === 0 ? null : (
            <span aria-hidden="true" className="text-muted">
              {' / '}
            </span>
          )}
          {onOpen === undefined ? (
            name
          ) : (
            <button
              type="button"
              onClick={() => onOpen(id)}
              className="rounded-sm text-right touch:-my-3 touch:py-3 text-accent-text wrap-anywhere underline-offset-2 hover:underline"
            >
              {name}
            </button>
          )}
        </Fragment>
      ))}
    </span>
  );
}
