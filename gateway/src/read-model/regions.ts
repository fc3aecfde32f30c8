/** A province-level division of GB/T 2260, which the first two digits name. */
export interface RegionName {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const NAMES: readonly (readonly [code: string, zh: string, en: string])[] = [
  ['11', '北京市', 'Beijing'],
  ['12', '天津市', 'Tianjin'],
  ['13', '河北省', 'Hebei'],
  ['14', '山西省', 'Shanxi'],
  ['15', '内蒙古自治区', 'Inner Mongolia'],
  ['21', '辽宁省', 'Liaoning'],
  ['22', '吉林省', 'Jilin'],
  ['23', '黑龙江省', 'Heilongjiang'],
  ['31', '上海市', 'Shanghai'],
  ['32', '江苏省', 'Jiangsu'],
  ['33', '浙江省', 'Zhejiang'],
  ['34', '安徽省', 'Anhui'],
  ['35', '福建省', 'Fujian'],
  ['36', '江西省', 'Jiangxi'],
  ['37', '山东省', 'Shandong'],
  ['41', '河南省', 'Henan'],
  ['42', '湖北省', 'Hubei'],
  ['43', '湖南省', 'Hunan'],
  ['44', '广东省', 'Guangdong'],
  ['45', '广西壮族自治区', 'Guangxi'],
  ['46', '海南省', 'Hainan'],
  ['50', '重庆市', 'Chongqing'],
  ['51', '四川省', 'Sichuan'],
  ['52', '贵州省', 'Guizhou'],
  ['53', '云南省', 'Yunnan'],
  ['54', '西藏自治区', 'Tibet'],
  ['61', '陕西省', 'Shaanxi'],
  ['62', '甘肃省', 'Gansu'],
  ['63', '青海省', 'Qinghai'],
  ['64', '宁夏回族自治区', 'Ningxia'],
  ['65', '新疆维吾尔自治区', 'Xinjiang'],
  ['71', '台湾省', 'Taiwan'],
  ['81', '香港特别行政区', 'Hong Kong'],
  ['82', '澳门特别行政区', 'Macao'],
];

export const PROVINCES: ReadonlyMap<string, RegionName> = new Map(
  NAMES.map(([code, zh, en]) => [code, { code, zh, en }]),
);

const REGION = /^[0-9]{2}(?:[0-9]{2}){0,2}$/;

/** Returns whether a text has two, four or six digits, for a province, a city or a county. */
export function isRegionCode(text: string): boolean {
  return REGION.test(text);
}

/** Returns the province-level division of a region of GB/T 2260; undefined when there is none. */
export function provinceOf(region: string): RegionName | undefined {
  return PROVINCES.get(region.slice(0, 2));
}
