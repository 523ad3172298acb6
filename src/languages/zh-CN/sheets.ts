// What written-out calculations, sensitivities and cash flows say on their sheets.
import type { SheetWords } from "../sheets";

export const sheets: SheetWords = {
  expand: {
    sheet: "计算过程",
    title: (cell) => `${cell} 的计算过程`,
    about:
      "每一行都是引用上方各行的普通公式；任何电子表格无需本加载项即可重新计算。绿色输入随您的单元格变动，蓝色为数值，黑色为计算结果。",
    headings: ["名称", "键", "单位", "来源", "文字公式", "数值"],
    answer: (name) => `${name} 的答案`,
    result: "由这些答案构成的公式",
    cell: (cell) => `单元格 ${cell}`,
    fixed: "固定：本段按此数值写出",
    difference: "差额",
    tolerance: "与最大项之比在 1e-12 以内一致时为 0",
    yourCell: "您的单元格",
    yourValue: "写在公式中",
    refused: {
      error: (part) => `${part} 返回错误：请先修正，再写出。`,
      unread: (part) => `${part} 无法追踪，因此未写出计算过程。`,
      manyAnswers: (part) => `${part} 在一个公式内给出过多答案：请为每个答案单设单元格后再写出。`,
    },
  },

  sensitivity: {
    sheet: (preset) => `${preset} 敏感性`,
    title: (preset) => `${preset}：租金与利用率变动的影响`,
    about:
      "一个公式，结果自动溢出，引用假设工作表中的数值。可改写指标（payback、yield、npv、irr、multiple、tco、breakevenRate）或其他取值。无解之处（如回收期超出测算期）显示 #N/A。底色标出的是基准情形，即情景本身。",
    metric: "指标",
    down: (label) => `${label} ↓`,
    across: (label) => `${label} →`,
  },

  comparison: {
    noReturn: "无内部收益率",
    noRent: "无此租金",
  },

  cashflow: {
    sheet: (preset) => `${preset} 现金流`,
    title: (preset) => `${preset}：年度现金流，$`,
    about: "一个公式，结果自动溢出；引用假设工作表中的数值。成本为负数，各列可直接相加。第 0 年为投资。",
    chart: (preset) => `${preset}：处置前累计现金流，$；在税后回收期处越过 0`,
    beforeSale: "处置前累计现金流",
    columns: [
      "年份",
      "收入",
      "运营成本",
      "EBITDA",
      "折旧",
      "EBIT",
      "所得税",
      "资本投入",
      "处置收入",
      "自由现金流",
      "累计",
      "折现累计",
    ],
    prepayment: "预收款",
  },

  ledger: {
    columns: ["编号", "论断", "公布值", "重算值", "差额", "容差", "单位", "结论", "理由", "来源"],
  },
};
