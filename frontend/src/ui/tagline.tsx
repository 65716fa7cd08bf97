import { useTranslation } from 'react-i18next';

/** The line of the product; a line break never parts one of its three sentences. */
export function Tagline({ className }: { readonly className?: string }) {
  const { t } = useTranslation();
  const sentences = t('common.tagline').split(/(?<=\.) /u);
  return (
    <p className={className}>
      {sentences.map((sentence) => (
        <span key={sentence}>
          <span className="whitespace-nowrap">{sentence}</span>{' '}
        </span>
      ))}
    </p>
  );
}
