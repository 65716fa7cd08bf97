import { Camera, FileUp, FolderUp, Images, Upload, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { computer } from '../../api/desktop.ts';
import { canPickFolders, pickFiles } from '../../api/pick-files.ts';
import { Button } from '../../ui/button.tsx';
import { DropdownMenu } from '../../ui/dropdown-menu.tsx';
import type { MenuItem } from '../../ui/menu-look.ts';
import { useTouch } from '../../ui/use-media.ts';

interface UploadButtonsProps {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onFolder: () => void;
  /** Opens the plain field for files. */
  readonly onChoose: () => void;
}

/** The ways to bring files here: two buttons, and on a phone one with its camera and gallery. */
export function UploadButtons({ disabled, onFiles, onFolder, onChoose }: UploadButtonsProps) {
  const { t } = useTranslation();
  const touch = useTouch();
  if (touch && computer() === null) {
    const pick = (options: Parameters<typeof pickFiles>[0]) => () => void pickFiles(options).then(onFiles);
    const items: MenuItem[] = [
      {
        key: 'gallery',
        label: t('browser.gallery'),
        icon: <Images aria-hidden="true" />,
        onSelect: pick({ accept: 'image/*,video/*' }),
      },
      {
        key: 'photo',
        label: t('browser.takePhoto'),
        icon: <Camera aria-hidden="true" />,
        onSelect: pick({ accept: 'image/*', camera: true, single: true }),
      },
      {
        key: 'video',
        label: t('browser.takeVideo'),
        icon: <Video aria-hidden="true" />,
        onSelect: pick({ accept: 'video/*', camera: true, single: true }),
      },
      {
        key: 'files',
        label: t('browser.anyFiles'),
        icon: <FileUp aria-hidden="true" />,
        separated: true,
        onSelect: onChoose,
      },
      ...(canPickFolders()
        ? [
            {
              key: 'folder',
              label: t('browser.wholeFolder'),
              icon: <FolderUp aria-hidden="true" />,
              onSelect: onFolder,
            },
          ]
        : []),
    ];
    return (
      <DropdownMenu
        items={items}
        trigger={
          <Button variant="primary" disabled={disabled} icon={<Upload aria-hidden="true" />}>
            {t('files.upload')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {computer() !== null || canPickFolders() ? (
        <Button disabled={disabled} icon={<FolderUp aria-hidden="true" />} onClick={onFolder}>
          {t('files.uploadFolder')}
        </Button>
      ) : null}
      <Button variant="primary" disabled={disabled} icon={<Upload aria-hidden="true" />} onClick={onChoose}>
        {t('files.upload')}
      </Button>
    </>
  );
}
