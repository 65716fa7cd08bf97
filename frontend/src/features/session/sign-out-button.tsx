import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { useFailureToast } from '../../api/failure.ts';
import { api } from '../../api/queries.ts';
import { setMe } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';

interface SignOutButtonProps {
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly className?: string;
}

/** Ends the session on this computer. */
export function SignOutButton(props: SignOutButtonProps) {
  const failed = useFailureToast();
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      onSuccess() {
        // What was said to one person is not for the next.
        toast.dismiss();
        setMe(null);
      },
      onError: failed,
    }),
  );
  return (
    <Button
      variant="ghost"
      size="md"
      icon={props.icon}
      loading={signOut.isPending}
      onClick={() => signOut.mutate(undefined)}
      className={props.className}
    >
      {props.label}
    </Button>
  );
}
