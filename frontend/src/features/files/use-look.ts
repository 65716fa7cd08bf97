import { useState } from 'react';
import { usePerson } from '../../api/session.ts';
import { keepLook, type Look, lookAt } from './folder-looks.ts';

/** How the person looks at a place, kept for the next time. `place` is a folder's id or the name of a collection. */
export function useLook(place: string): readonly [Look, (look: Look) => void] {
  const { id } = usePerson();
  const read = () => ({ place, look: lookAt(localStorage, id, place) });
  const [shown, setShown] = useState(read);
  let current = shown;
  if (shown.place !== place) {
    current = read();
    setShown(current);
  }
  return [
    current.look,
    (look) => {
      keepLook(localStorage, id, place, look);
      setShown({ place, look });
    },
  ];
}
