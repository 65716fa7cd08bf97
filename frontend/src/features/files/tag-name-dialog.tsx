import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import type { NamedTag } from '../../api/tags.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Longest name of a tag, in characters. */
const LONGEST = 40;

interface TagNameDialogProps {
  readonly tag: NamedTag;
  readonly onClose: () => void;
}

/** Asks for the person's own name of a tag; without one it is called by its colour. */
export function TagNameDialog({ tag, onClose }: TagNameDialogProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const form = useId();
  const [name, setName] = useState(tag.own ? tag.name : '');
  const rename = useMutation(
    api.organise.renameTag.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.organise.tags.key() });
        onClose();
      },
    }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    const typed = name.trim();
    if (!rename.isPending) rename.mutate({ color: tag.color, name: typed === '' ? null : typed });
  }

  return (
    <Dialog
      open
      size="sm"
      title={t('views.tag.renameTitle')}
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" loading={rename.isPending}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('views.tag.name')}
          hint={
            rename.error === null
              ? t('views.tag.nameHint', { color: t(`views.colors.${tag.color}`) })
              : undefined
          }
          error={rename.error === null ? undefined : failureText(rename.error).message}
          value={name}
          maxLength={LONGEST}
          placeholder={t(`views.colors.${tag.color}`)}
          autoComplete="off"
          onChange={({ target }) => {
            setName(target.value);
            rename.reset();
          }}
        />
      </form>
    </Dialog>
  );
}
