import { PROVINCES, prefecturesOf } from '@fapiao-ledger/client/areas';
import { useDesk } from '../desk.ts';
import { Choice } from './choice.tsx';

interface AreaChoiceProps {
  /** Two digits of a province or four of a prefecture; empty for every area. */
  readonly value: string;
  readonly onChange: (region: string) => void;
}

/** Chooses a province, and a prefecture of it. Typing the first character of a name goes to it. */
export function AreaChoice({ value, onChange }: AreaChoiceProps) {
  const { words, language } = useDesk();
  const { all } = words.list;
  const { province: provinceLabel, prefecture: prefectureLabel, whole } = words.bureau.search;
  const province = value.slice(0, 2);
  const nameOf = ({ zh, en }: { readonly zh: string; readonly en: string }): string =>
    language === 'zh-CN' ? zh : en;
  const provinces = [...PROVINCES.values()].map((area) => ({ id: area.code, text: nameOf(area) }));
  const prefectures = prefecturesOf(province).map((area) => ({ id: area.code, text: nameOf(area) }));
  return (
    <>
      <Choice
        label={provinceLabel}
        value={PROVINCES.has(province) ? province : ''}
        options={[{ id: '', text: all }, ...provinces]}
        onChange={onChange}
      />
      {prefectures.length > 0 && (
        <Choice
          label={prefectureLabel}
          value={prefectures.some(({ id }) => id === value.slice(0, 4)) ? value.slice(0, 4) : province}
          options={[{ id: province, text: whole }, ...prefectures]}
          onChange={onChange}
        />
      )}
    </>
  );
}
