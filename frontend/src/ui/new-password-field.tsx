import { PasswordField } from './password-field.tsx';
import { StrengthMeter } from './strength-meter.tsx';

interface NewPasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Shortest password accepted, in characters. */
  readonly minimum: number;
  /** What a guesser would try first: names and the like. */
  readonly about: readonly string[];
  readonly error?: string | undefined;
  readonly name?: string;
}

/** A password that is being chosen, with the meter that says how good the choice is. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { label, value, onChange, minimum, about, error, name = 'new-password' } = props;
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      required
      value={value}
      error={error}
      onChange={({ target }) => onChange(target.value)}
      hint={<StrengthMeter password={value} minimum={minimum} about={about} />}
    />
  );
}
