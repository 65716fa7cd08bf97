import { useTranslation } from 'react-i18next';
import type { TagColor } from '../../../../electron/contract/drive.ts';
import { useTags } from '../../api/tags.ts';
import { Button } from '../../ui/button.tsx';
import { TagMark } from '../../ui/tag.tsx';
import { matching } from './palette-items.ts';

/** Fewer letters begin the name of nearly any tag. */
const LETTERS_MINIMUM = 2;

interface TagSuggestionsProps {
  readonly text: string;
  readonly onTag: (color: TagColor) => void;
}

/** Tags that are called as what was typed: each leads to everything that carries it. */
export function TagSuggestions({ text, onTag }: TagSuggestionsProps) {
  const { t } = useTranslation();
  const tags = useTags().map(({ color, name, count }) => ({ color, count, label: name }));
  const called = text.length < LETTERS_MINIMUM ? [] : matching(tags, text).filter(({ count }) => count > 0);
  if (called.length === 0) return null;
  return (
    <ul aria-label={t('search.tags')} className="flex flex-wrap gap-2 pb-4">
      {called.map(({ color, label, count }) => (
        <li key={color}>
          <Button size="sm" icon={<TagMark color={color} />} onClick={() => onTag(color)}>
            <span className="max-w-60 truncate">{t('search.tagged', { tag: label, count })}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
