import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import { cn } from './cn.ts';
import { measureStrength, type Strength, type StrengthLevel } from './password-strength.ts';

const CENTURY = 100 * 365 * 24 * 3600;
const BARS: Record<StrengthLevel, number> = { veryWeak: 1, weak: 2, fair: 3, good: 4, strong: 5 };
const TONE: Record<StrengthLevel, string> = {
  veryWeak: 'bg-danger',
  weak: 'bg-danger',
  fair: 'bg-warning',
  good: 'bg-success',
  strong: 'bg-success',
};

interface StrengthMeterProps {
  readonly password: string;
  readonly minimum: number;
  /** What a guesser would try first: names and the like. */
  readonly about: readonly string[];
}

/** Says honestly how long a password would withstand somebody who stole the stored ones. */
export function StrengthMeter({ password, minimum, about }: StrengthMeterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [measured, setMeasured] = useState<{ password: string; strength: Strength } | null>(null);
  const words = about.join('\n');

  useEffect(() => {
    if (password === '') return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void measureStrength(password, words.split('\n')).then((strength) => {
        if (current) setMeasured({ password, strength });
      });
    }, 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [password, words]);

  if (password === '') return <p>{t('common.strength.empty', { minimum })}</p>;
  const tooShort = Array.from(password).length < minimum;
  const strength = measured?.strength;
  const level: StrengthLevel | undefined = tooShort ? 'veryWeak' : strength?.level;
  const bars = level === undefined ? 0 : BARS[level];
  return (
    <div aria-busy={measured?.password !== password}>
      <div aria-hidden="true" className="flex gap-1">
        {[1, 2, 3, 4, 5].map((bar) => (
          <span
            key={bar}
            className={cn(
              'h-1.5 flex-1 rounded-full transition-colors',
              bar <= bars && level ? TONE[level] : 'bg-line',
            )}
          />
        ))}
      </div>
      <output className="mt-1.5 block">
        <span className="font-medium text-ink">
          {tooShort
            ? t('common.strength.tooShort', { minimum })
            : level === undefined
              ? t('common.strength.measuring')
              : t(`common.strength.${level}`)}
        </span>
        {tooShort || strength === undefined ? null : <> · {time(strength.secondsToGuess)}</>}
      </output>
    </div>
  );

  function time(seconds: number): string {
    if (seconds < 1) return t('common.strength.guessedAtOnce');
    if (seconds > CENTURY) return t('common.strength.guessedNever');
    return t('common.strength.guessedIn', { time: format.roughly(seconds) });
  }
}
