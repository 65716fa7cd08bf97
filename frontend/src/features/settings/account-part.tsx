import { NameCard } from './name-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { RecoveryCard } from './recovery-card.tsx';

/** One's own name, password and recovery code. */
export function AccountPart() {
  return (
    <div className="flex flex-col gap-5">
      <NameCard />
      <PasswordCard />
      <RecoveryCard />
    </div>
  );
}
