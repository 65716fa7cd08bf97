import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { UsageDay } from '../../../../electron/contract/usage.ts';
import { dateOf } from './charts.ts';
import { useFormat } from '../../i18n/format.ts';

interface TrafficChartProps {
  readonly days: readonly UsageDay[];
}

/**
 * Uploads and downloads of each day as pairs of bars: one filled, one striped, so that they differ without colour.
 * A picture only; the same numbers stand in a table beside it for those who cannot see it.
 */
export function TrafficChart({ days }: TrafficChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const stripes = useId();
  return (
    <ResponsiveContainer width="100%" height="100%" debounce={50}>
      <BarChart
        data={[...days]}
        accessibilityLayer={false}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barGap={2}
      >
        <defs>
          <pattern
            id={stripes}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill="var(--warning)" opacity="0.35" />
            <rect width="3" height="6" fill="var(--warning)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => format.day(dateOf(day))}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
          interval="equidistantPreserveStart"
          tick={{ fontSize: 12, fill: 'var(--muted)' }}
        />
        <YAxis
          width={34}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          tick={{ fontSize: 12, fill: 'var(--muted)' }}
        />
        <Tooltip
          cursor={{ fill: 'var(--line)', opacity: 0.4 }}
          isAnimationActive={false}
          content={<DayTooltip days={days} />}
        />
        <Bar
          dataKey="uploads"
          name={t('dashboard.traffic.uploads')}
          fill="var(--accent)"
          radius={[4, 4, 0, 0]}
          maxBarSize={18}
          isAnimationActive={false}
        />
        <Bar
          dataKey="downloads"
          name={t('dashboard.traffic.downloads')}
          fill={`url(#${stripes})`}
          stroke="var(--warning)"
          strokeWidth={1}
          radius={[4, 4, 0, 0]}
          maxBarSize={18}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

interface DayTooltipProps {
  readonly days: readonly UsageDay[];
  /** The chart fills in these two. */
  readonly active?: boolean;
  readonly label?: string | number;
}

function DayTooltip({ days, active = false, label }: DayTooltipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const entry = days.find(({ day }) => day === label);
  if (!active || entry === undefined) return null;
  const lines = [
    [t('dashboard.traffic.uploads'), entry.uploads, entry.uploadBytes],
    [t('dashboard.traffic.downloads'), entry.downloads, entry.downloadBytes],
  ] as const;
  return (
    <div className="rounded-xl border border-line bg-raised px-3.5 py-2.5 text-xs text-ink shadow-float">
      <p className="mb-1.5 font-semibold">{format.longDay(dateOf(entry.day))}</p>
      {lines.map(([name, count, bytes]) => (
        <p key={name} className="flex justify-between gap-5 text-muted">
          <span>{name}</span>
          <span className="text-ink tabular-nums">
            {t('dashboard.traffic.files', { count, size: format.bytes(bytes) })}
          </span>
        </p>
      ))}
    </div>
  );
}
