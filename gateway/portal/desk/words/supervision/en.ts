/** The English texts of the tax bureau’s statistics, rules and returns. */
export const supervisionEn = {
  /** First digits of tax classes. */
  sectors: {
    1: 'goods',
    2: 'labor',
    3: 'services',
    4: 'intangibles',
    5: 'real estate',
    6: 'no sale, not taxed',
  },
  statistics: {
    from: 'From month',
    to: 'Through month',
    measure: 'Figure',
    measures: { gross: 'Gross', net: 'Net', tax: 'Tax', count: 'Invoices' },
    sector: 'sector',
    area: 'area',
    everywhere: 'all areas',
    step: 'Step',
    steps: { month: 'by month', week: 'by week', day: 'by day' },
    points: { month: 'month', week: 'week from', day: 'day' },
    table: 'The figures as a table',
    change: 'change',
    before: (from: string, to: string) => `${from} – ${to}:`,
    cuts: {
      province: 'By province',
      city: 'By prefecture',
      county: 'By county',
      sector: 'By sector',
      rate: 'By rate',
      type: 'By type of invoice',
    },
    heads: {
      province: 'province',
      city: 'prefecture',
      county: 'county',
      sector: 'sector',
      rate: 'rate',
      type: 'type',
    },
    note: 'Amounts in yuan, less what red-letter invoices reverse in their own month. An invoice with lines at several rates or sectors counts at each of them. Each figure opens its invoices.',
  },
} as const;
