// The topics of the functions, by their files.
import topicsInEnglish from "../topics.en.json";

export const topics: Readonly<Record<keyof typeof topicsInEnglish, string>> = {
  price: "GPU 小时租金",
  payback: "集群的收益与回收",
  cost: "GPU 的成本",
  tokens: "Token 的成本与收入",
  cashflow: "现金流与收益率",
  debt: "债务与股权",
  fleet: "分批交付",
  depreciation: "折旧（美国公认会计原则）",
  capex: "公司数据",
  presets: "预设情景",
  whatif: "假设分析",
  claims: "文章论断核对",
  audit: "审核",
};
