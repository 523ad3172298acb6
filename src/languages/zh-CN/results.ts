// The results above a preset's assumptions: what each is, and how it is meant.
import type { ResultWords } from "../results";

export const results: ResultWords = {
  mixedRent: { label: "租金（合同组合）", note: "公布的租金为其四舍五入值" },
  yearRevenue: { label: "年收入", note: "全部售出小时按租金计" },
  capexYield: { label: "资本投入收益率", note: "计入自第一年起的运营成本；较晚发生的运营成本见假设" },
  payback: { label: "税前回收期（按情景的计日基准）", note: "基准 0 按一年 360 天；计入自第一年起的运营成本" },
  calendarPayback: { label: "税前回收期（日历天数）", note: "基准 3 按一年 365 天" },
  paybackAfterTax: {
    label: "税后回收期（按情景的计日基准）",
    note: "按现金流计：计入全部运营成本、所得税，以及期末处置收入",
  },
  npv: { label: "现金流的净现值", note: "计入全部运营成本、所得税和处置收入，按情景的加权平均资本成本折现" },
  irr: { label: "内部收益率", note: "同一现金流" },
  multiple: { label: "每一美元资本投入的利润", note: "同一现金流之和除以资本投入" },
  equityIrr: { label: "股权内部收益率", note: "扣除利息、费用和还本之后" },
  minDscr: { label: "最低偿债备付率", note: "偿债前现金流除以当期还本付息额" },
  grossCost: { label: "影响额所对应的资产原值", note: "假定资产年龄均匀分布" },
  firstYearDepreciation: { label: "第一年折旧增加额", note: "会计估计变更，未来适用法（ASC 250）" },
  operatingIncome2025: { label: "2025 年营业利润影响（三项合计）", note: "延长寿命，减提前报废，减缩短寿命" },
  pot: { label: "四家公司的总额", note: "亚马逊仅计其 AI 部分，与文章一致" },
  announced: { label: "四家公司宣布的金额", note: "亚马逊按全额计" },
  tenYearOutput: { label: "十年产出（重算）", note: "总额乘以十年倍数" },
  outputIfPricesFall: { label: "价格下降时的产出（重算）", note: "文章取整为 1,500" },
  revenueNeeded: { label: "收回总额所需的年收入", note: "按 25% 毛利率在十年内收回" },
  it2024: { label: "2024 年 IT 支出", note: "AI 与通用服务器" },
  aiGrowth2024: { label: "2024 年 AI 支出增长", note: "文章称翻了一番" },
  capex2024: { label: "2024 年资本开支", note: "三部分之和；申报文件给出其所属的合计" },
  ai2025: { label: "2025 年 AI 支出（重算）", note: "文章称 86" },
  shortfall2023: { label: "2023 年 AWS 收入缺口", note: "低于 2019 年预测的部分" },
  shortfall2024: { label: "2024 年 AWS 收入缺口", note: "低于 2019 年预测的部分" },
  forecastGrowth2024: { label: "2024 年增长率（预测）", note: "情景三" },
  actualGrowth2024: { label: "2024 年增长率（实际）", note: "AWS 净销售额" },
  shorterLives2025: {
    label: "2025 年因寿命缩短而增加的折旧",
    note: "亚马逊将部分服务器的使用寿命由 6 年改为 5 年：其披露金额的重算",
  },
};
