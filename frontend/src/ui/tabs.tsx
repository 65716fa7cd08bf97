import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps {
  /** What the tabs are about, for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** On phones the tabs may be more than fit: the chosen one is brought into sight. */
function showWhole(tab: HTMLElement | null): void {
  const list = tab?.parentElement;
  if (tab === null || list === null || list === undefined) return;
  const { offsetLeft, offsetWidth } = tab;
  list.scrollLeft = Math.max(0, offsetLeft - (list.clientWidth - offsetWidth) / 2);
}

/** Several pages in one place, one of them in sight. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List
        aria-label={label}
        className="flex flex-wrap gap-1 border-b border-line narrow:-mx-4 narrow:flex-nowrap narrow:overflow-x-auto narrow:px-4 narrow:[scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.key}
            value={tab.key}
            ref={tab.key === value ? showWhole : undefined}
            className="-mb-px flex items-center gap-2 rounded-t-control border-b-2 border-transparent px-3.5 min-[56.25rem]:max-[60rem]:px-2.5 min-[56.25rem]:max-[60rem]:[&_svg]:hidden py-2.5 text-sm font-medium text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 narrow:shrink-0 touch:min-h-12 data-[state=active]:border-accent data-[state=active]:text-ink [&_svg]:size-4"
          >
            {tab.icon}
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="pt-6 narrow:pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
