import { safeStorage } from 'electron';

/** Encrypts with a key that the system keeps for this person. */
export interface Keychain {
  /** Throws when the keychain refuses. */
  encrypt(text: string): string;
  /** The reverse of {@link Keychain.encrypt}; throws when the data was not encrypted by this keychain. */
  decrypt(data: string): string;
}

/** The system's keychain; null where there is none, or only one that hides nothing. Electron must be ready. */
export function openKeychain(): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (
    process.platform === 'linux' &&
    ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  )
    return null;
  return {
    encrypt: (text) => safeStorage.encryptString(text).toString('base64'),
    decrypt: (data) => safeStorage.decryptString(Buffer.from(data, 'base64')),
  };
}
