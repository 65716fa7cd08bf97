import {
  ArrowDown,
  ArrowUp,
  FolderPlus,
  KeyRound,
  LogIn,
  type LucideIcon,
  RotateCcw,
  Trash2,
  UserCheck,
  UserMinus,
  UserPlus,
  UserX,
  X,
} from 'lucide-react';
import type { ActivityEntry } from '../../../../electron/contract/usage.ts';

/** A sign for each kind of activity. */
export const ACTIVITY_ICONS: Record<ActivityEntry['kind'], LucideIcon> = {
  signedIn: LogIn,
  passwordChanged: KeyRound,
  folderCreated: FolderPlus,
  uploaded: ArrowUp,
  downloaded: ArrowDown,
  trashed: Trash2,
  restored: RotateCcw,
  deleted: X,
  personAdded: UserPlus,
  personRemoved: UserMinus,
  personDisabled: UserX,
  personEnabled: UserCheck,
  passwordReset: KeyRound,
};
