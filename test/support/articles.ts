/** An article that a seller keeps in its price list. */
export interface Article {
  readonly taxClass: string;
  /** With the short name of its tax class between asterisks, as invoices print it. */
  readonly item: string;
  readonly rate: string;
  readonly zeroRate?: 'EXEMPT';
  readonly specification?: string;
  readonly unit?: string;
  /** In fen, without tax. */
  readonly price: number;
}

interface Kind {
  /** First digits of the tax class code. */
  readonly code: string;
  readonly short: string;
  readonly rate: string;
  readonly zeroRate?: 'EXEMPT';
  readonly unit?: string;
  readonly specifications?: string;
  /** Lowest and highest price in yuan. */
  readonly prices: readonly [number, number];
  readonly names: string;
}

const KINDS: readonly Kind[] = [
  {
    code: '1010101',
    short: '谷物',
    rate: '0.09',
    unit: '袋',
    specifications: '5kg 10kg 25kg',
    prices: [28, 190],
    names: '东北大米 泰国香米 小米 糯米 黑米 燕麦米 玉米粒 高粱米',
  },
  {
    code: '1010112',
    short: '蔬菜',
    rate: '0',
    zeroRate: 'EXEMPT',
    unit: '千克',
    prices: [3, 18],
    names: '大白菜 西红柿 土豆 黄瓜 菠菜 胡萝卜 青椒 生菜',
  },
  {
    code: '1010115',
    short: '水果',
    rate: '0.09',
    unit: '箱',
    specifications: '5kg/箱 10kg/箱',
    prices: [35, 160],
    names: '红富士苹果 赣南脐橙 香蕉 巨峰葡萄 哈密瓜 猕猴桃 雪梨 火龙果',
  },
  {
    code: '1030105',
    short: '肉及肉制品',
    rate: '0.09',
    unit: '千克',
    prices: [22, 110],
    names: '猪里脊 五花肉 牛腩 羊排 鸡胸肉 鸭腿 牛腱子 猪前腿',
  },
  {
    code: '1030201',
    short: '乳制品',
    rate: '0.13',
    unit: '箱',
    specifications: '250ml×12盒 1L×6盒 200g×10袋',
    prices: [38, 130],
    names: '纯牛奶 酸奶 高钙奶 低脂牛奶 奶粉 奶酪 淡奶油 乳酸菌饮品',
  },
  {
    code: '1030307',
    short: '软饮料',
    rate: '0.13',
    unit: '箱',
    specifications: '500ml×24瓶 330ml×24罐',
    prices: [24, 98],
    names: '矿泉水 苏打水 绿茶饮料 橙汁 椰子汁 可乐 功能饮料 咖啡饮料',
  },
  {
    code: '1030302',
    short: '酒',
    rate: '0.13',
    unit: '瓶',
    specifications: '500ml 750ml',
    prices: [45, 1_280],
    names: '浓香型白酒 酱香型白酒 黄酒 干红葡萄酒 干白葡萄酒 啤酒 米酒 白兰地',
  },
  {
    code: '1040303',
    short: '纺织产品',
    rate: '0.13',
    unit: '件',
    specifications: 'M L XL',
    prices: [35, 320],
    names: '工作服 纯棉毛巾 被套四件套 浴巾 窗帘 羽绒被 桌布 防护手套',
  },
  {
    code: '1040401',
    short: '服装',
    rate: '0.13',
    unit: '件',
    specifications: '170/88A 175/92A 180/96A',
    prices: [59, 890],
    names: '男士衬衫 女士西装 夹克 羊毛衫 运动裤 羽绒服 连衣裙 T恤',
  },
  {
    code: '1050101',
    short: '家具',
    rate: '0.13',
    unit: '张',
    specifications: '1200×600mm 1400×700mm 1800×900mm',
    prices: [180, 3_600],
    names: '办公桌 会议桌 办公椅 文件柜 沙发 茶几 书架 屏风工位',
  },
  {
    code: '1060105',
    short: '纸制品',
    rate: '0.13',
    unit: '箱',
    specifications: 'A4/70g×8包 A4/80g×5包 A3/70g×4包',
    prices: [95, 260],
    names: '复印纸 打印纸 彩色卡纸 相片纸 牛皮纸袋 瓦楞纸箱 抽纸 湿巾',
  },
  {
    code: '1060301',
    short: '文具',
    rate: '0.13',
    unit: '盒',
    specifications: '12支/盒 24支/盒 100页',
    prices: [8, 85],
    names: '中性笔 记号笔 笔记本 文件夹 订书机 胶带 便利贴 白板笔',
  },
  {
    code: '1070101',
    short: '汽油',
    rate: '0.13',
    unit: '升',
    specifications: '92号 95号 98号',
    prices: [6, 9],
    names: '车用汽油 乙醇汽油 车用柴油 清洁汽油 国六汽油 国六柴油 航空汽油 溶剂油',
  },
  {
    code: '1070213',
    short: '日用化学品',
    rate: '0.13',
    unit: '瓶',
    specifications: '500ml 1L 3kg',
    prices: [12, 95],
    names: '洗洁精 洗衣液 消毒液 洗手液 玻璃清洁剂 空气清新剂 护手霜 洗发水',
  },
  {
    code: '1070305',
    short: '化学药品制剂',
    rate: '0.13',
    unit: '盒',
    specifications: '0.5g×24片 10mg×30片 100ml',
    prices: [9, 260],
    names: '阿莫西林胶囊 布洛芬缓释胶囊 维生素C片 葡萄糖注射液 氯雷他定片 复方甘草片 硝苯地平片 二甲双胍片',
  },
  {
    code: '1080115',
    short: '建筑陶瓷',
    rate: '0.13',
    unit: '平方米',
    specifications: '600×600mm 800×800mm 300×600mm',
    prices: [32, 180],
    names: '抛光砖 仿古砖 马赛克 内墙砖 外墙砖 地脚线 广场砖 釉面砖',
  },
  {
    code: '1080421',
    short: '金属制品',
    rate: '0.13',
    unit: '个',
    specifications: 'DN15 DN20 DN25 M8×40',
    prices: [2, 160],
    names: '不锈钢法兰 六角螺栓 膨胀螺丝 角钢 镀锌管 铜球阀 钢丝绳 轴承座',
  },
  {
    code: '1090121',
    short: '通用设备',
    rate: '0.13',
    unit: '台',
    specifications: '220V/1.5kW 380V/3kW 380V/7.5kW',
    prices: [680, 6_800],
    names: '离心水泵 空气压缩机 减速机 电动葫芦 轴流风机 变频器 真空泵 液压油缸',
  },
  {
    code: '1090413',
    short: '家用电器',
    rate: '0.13',
    unit: '台',
    specifications: '1.5匹 220V 50L',
    prices: [120, 4_200],
    names: '分体空调 冰箱 洗衣机 电热水器 微波炉 电饭煲 吸尘器 空气净化器',
  },
  {
    code: '1090511',
    short: '电子计算机',
    rate: '0.13',
    unit: '台',
    specifications: 'i5/16G/512G i7/32G/1T 27英寸',
    prices: [480, 8_800],
    names: '笔记本电脑 台式计算机 显示器 激光打印机 路由器 交换机 移动硬盘 投影仪',
  },
  {
    code: '1090522',
    short: '电子元件',
    rate: '0.13',
    unit: '只',
    specifications: '0603 0805 1206 SOP-8',
    prices: [1, 38],
    names: '贴片电容 贴片电阻 电感 连接器 继电器 发光二极管 晶振 稳压芯片',
  },
  {
    code: '3010101',
    short: '运输服务',
    rate: '0.09',
    unit: '次',
    prices: [120, 2_600],
    names: '国内道路货物运输 市内配送 冷链运输 搬家服务 集装箱运输 城际快运 包车服务 零担运输',
  },
  {
    code: '3040201',
    short: '信息技术服务',
    rate: '0.06',
    unit: '项',
    prices: [300, 9_600],
    names: '系统维护 软件开发 云主机租用 网站建设 数据处理 安全检测 短信服务 域名注册',
  },
  {
    code: '3040602',
    short: '现代服务',
    rate: '0.06',
    prices: [200, 5_200],
    names: '咨询费 代理记账服务 广告设计 会议服务 检测费 翻译服务 人力资源服务 物业管理费',
  },
  {
    code: '3070401',
    short: '餐饮服务',
    rate: '0.06',
    prices: [60, 1_800],
    names: '餐费 团体餐 外卖服务 会议用餐 宴席 工作餐 自助餐 茶歇',
  },
];

/** Two hundred articles, of 25 tax classes. */
export const ARTICLES: readonly Article[] = KINDS.flatMap((kind) =>
  kind.names.split(' ').map((name, index, names) => articleOf(kind, name, index, names.length)),
);

function articleOf(
  { code, short, prices, names: _names, specifications, ...rest }: Kind,
  name: string,
  index: number,
  count: number,
): Article {
  const [low, high] = prices;
  const choices = specifications?.split(' ') ?? [];
  const specification = choices[index % choices.length];
  return {
    ...rest,
    taxClass: `${code}${String(index + 1).padStart(2, '0')}`.padEnd(19, '0'),
    item: `*${short}*${name}`,
    ...(specification !== undefined && { specification }),
    price: Math.round((low + ((high - low) * index) / (count - 1)) * 100),
  };
}
