import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { Button, type ButtonProps } from './button.tsx';
import { copyText } from './copy-text.ts';

/** How long the button says that it worked, in milliseconds. */
const TOLD_MS = 2000;

interface CopyButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** What is copied. */
  readonly text: string;
}

/** A button that copies a text, also where the page came by plain HTTP. */
export function CopyButton({ text, children, ...rest }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return undefined;
    const timer = setTimeout(() => setCopied(0), TOLD_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    if (await copyText(text)) {
      setCopied((count) => count + 1);
      toast.success(t('common.copied'));
    } else toast.error(t('network.copyFailed'));
  }

  return (
    <Button
      icon={copied > 0 ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      onClick={() => void copy()}
      {...rest}
    >
      {children ?? t('common.copy')}
    </Button>
  );
}
