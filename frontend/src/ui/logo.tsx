import { useId } from 'react';

/** The mark of the product: a cloud that is a house. Silent, as the name stands beside it. */
export function Logo({ className = 'size-9' }: { readonly className?: string }) {
  const id = useId();
  return (
    <svg viewBox="0 0 448 448" aria-hidden="true" className={className}>
      <defs>
        <linearGradient id={`${id}-tint`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#5b7cfa" />
          <stop offset="1" stopColor="#12a5b8" />
        </linearGradient>
        <mask id={`${id}-home`}>
          <rect width="448" height="448" fill="#fff" />
          <path
            d="M218 238 262 278V358H174V278Z"
            fill="#000"
            stroke="#000"
            strokeWidth="20"
            strokeLinejoin="round"
          />
        </mask>
      </defs>
      <rect width="448" height="448" rx="104" fill={`url(#${id}-tint)`} />
      <path
        d="M133 352a76 76 0 0 1-14.4-150.6 102 102 0 0 1 194-21.6 86 86 0 0 1-9.6 172.2Z"
        fill="#fff"
        mask={`url(#${id}-home)`}
      />
    </svg>
  );
}
