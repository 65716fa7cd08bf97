import { useQuery } from '@tanstack/react-query';
import { createContext, use } from 'react';
import type { CloudInfo } from '../../../electron/contract/cloud.ts';
import type { Person } from '../../../electron/contract/people.ts';
import { api, forgetPerson, queryClient } from './queries.ts';

/** Who is signed in: undefined until that is known, null for nobody. */
export function useMe() {
  return useQuery(api.session.me.queryOptions({ staleTime: Infinity }));
}

/** Hands the person down to the pages, which are gone before there is nobody. */
export const SignedInAs = createContext<Person | null>(null);

/** Who is signed in, inside the pages that only they see. */
export function usePerson(): Person {
  const person = use(SignedInAs);
  if (person === null) throw new Error('shown without a session');
  return person;
}

/** The cloud's name and what else anybody may know. */
export function useCloudInfo() {
  return useQuery(api.cloud.info.queryOptions({ staleTime: Infinity }));
}

/** Says who is signed in now; what the person before them saw is forgotten, and whoever is next begins at the start. */
export function setMe(person: Person | null): void {
  if (person === null) window.location.hash = '#/';
  forgetPerson();
  queryClient.setQueryData(api.session.me.queryKey(), person);
  // Who is signed in may know more of it.
  void queryClient.invalidateQueries({ queryKey: api.cloud.info.queryKey() });
}

/** Takes over a changed name, role or password state of the same person. */
export function updateMe(person: Person): void {
  queryClient.setQueryData(api.session.me.queryKey(), person);
}

/** Takes over a changed cloud. */
export function setCloudInfo(info: CloudInfo): void {
  queryClient.setQueryData(api.cloud.info.queryKey(), info);
}
