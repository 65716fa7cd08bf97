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
export default function TrafficChart({ days }: TrafficChartProps) {
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
            <rect width="6" height="6" fill="var(--color-chart-2)" opacity="0.35" />
            <rect width="3" height="6" fill="var(--color-chart-2)" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--color-border)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => format.day(dateOf(day))}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
          tick={{ fontSize: 12, fill: 'var(--color-muted)' }}
        />
        <YAxis
          width={34}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          tick={{ fontSize: 12, fill: 'var(--color-muted)' }}
        />
        <Tooltip
          cursor={{ fill: 'var(--color-border)', opacity: 0.4 }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const day = payload?.[0]?.payload as UsageDay | undefined;
            if (!active || day === undefined) return null;
            return <DayDetails day={day} />;
          }}
        />
        <Bar
          dataKey="uploads"
          name={t('dashboard.traffic.uploads')}
          fill="var(--color-chart-1)"
          radius={[4, 4, 0, 0]}
          maxBarSize={18}
          isAnimationActive={false}
        />
        <Bar
          dataKey="downloads"
          name={t('dashboard.traffic.downloads')}
          fill={`url(#${stripes})`}
          stroke="var(--color-chart-2)"
          strokeWidth={1}
          radius={[4, 4, 0, 0]}
          maxBarSize={18}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function DayDetails({ day }: { readonly day: UsageDay }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="rounded-lg border bg-popover p-3 text-sm shadow-lg">
      <p className="font-medium">{format.longDay(dateOf(day.day))}</p>
      <p>
        {t('dashboard.traffic.uploads')}:{' '}
        {t('dashboard.traffic.files', { count: day.uploads, size: format.bytes(day.uploadBytes) })}
      </p>
      <p>
        {t('dashboard.traffic.downloads')}:{' '}
        {t('dashboard.traffic.files', { count: day.downloads, size: format.bytes(day.downloadBytes) })}
      </p>
    </div>
  );
}
