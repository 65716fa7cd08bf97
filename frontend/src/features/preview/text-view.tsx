import { useMemo } from 'react';
import { prettyJson } from './json.ts';
import { languageOf } from './languages.ts';
import { Lines } from './lines.tsx';
import { useShown } from './shown.ts';
import { TextFrame } from './text-frame.tsx';

/** A text as it is, or a program with its words coloured. */
export function TextView({ code }: { readonly code: boolean }) {
  return <TextFrame>{(text, complete) => <Body text={text} complete={complete} code={code} />}</TextFrame>;
}

interface BodyProps {
  readonly text: string;
  readonly complete: boolean;
  readonly code: boolean;
}

function Body({ text, complete, code }: BodyProps) {
  const { subject } = useShown();
  const language = code ? languageOf(subject.name) : null;
  const shown = useMemo(
    () => (language === 'json' && complete ? (prettyJson(text) ?? text) : text),
    [text, language, complete],
  );
  return <Lines text={shown} language={language} numbered={code} />;
}
