import { useDesk } from '../../desk.ts';
import { hashOf } from '../../route.ts';
import { areaText } from '../../widgets/area-text.ts';
import type { StatisticsFilter } from './filter.ts';

/** The area that the figures are of, with a way back to each area around it. */
export function AreaPath({ filter }: { readonly filter: StatisticsFilter }) {
  const { words, language } = useDesk();
  const { statistics } = words.supervision;
  const around = ['', filter.region.slice(0, 2), filter.region.slice(0, 4), filter.region];
  const areas = [...new Set(around)];
  return (
    <nav className="field area-path" aria-label={statistics.area}>
      <span className="label">{statistics.area}</span>
      <span className="row">
        {areas.map((region) => {
          const text = region === '' ? statistics.everywhere : ownName(region, language);
          return region === filter.region ? (
            <strong key={region}>{text}</strong>
          ) : (
            <a key={region} href={hashOf('/statistics', { ...filter, region })}>
              {text}
            </a>
          );
        })}
      </span>
    </nav>
  );
}

/** Returns the name of an area without those around it. */
export function ownName(region: string, language: 'zh-CN' | 'en'): string {
  const [whole, around] = [areaText(region, language), areaText(region.slice(0, -2), language)];
  if (whole === around) return region;
  return whole.startsWith(`${around} `) ? whole.slice(around.length + 1) : whole;
}
