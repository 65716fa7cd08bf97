import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DriveNode } from '../../../../electron/contract/drive.ts';
import type { FileVersion } from '../../../../electron/contract/versions.ts';
import { useFormat } from '../../i18n/format.ts';
import { subjectOfVersion } from './subject.ts';
import { Viewer } from './viewer.tsx';

interface VersionPreviewProps {
  readonly node: DriveNode;
  readonly version: FileVersion;
  readonly onDownload: () => void;
  readonly onClose: () => void;
}

/** An earlier content of a file over the whole window. */
export function VersionPreview({ node, version, onDownload, onClose }: VersionPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const subject = useMemo(() => subjectOfVersion(node, version), [node, version]);
  if (subject === null) return null;
  return (
    <Viewer
      subject={subject}
      note={t('preview.versions.of', { date: format.dateTime(version.modifiedAt) })}
      onDownload={onDownload}
      onClose={onClose}
    />
  );
}
