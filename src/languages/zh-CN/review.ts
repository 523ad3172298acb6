// What the review of a whole workbook says.
import { count, figure, lineOf, list } from "./counting";
import type { ReviewWords } from "../review";

const cells = (number: number): string => count(number, "个单元格");
const sheets = (number: number): string => count(number, "张工作表");
const formulas = (number: number): string => count(number, "个公式");

export const review: ReviewWords = {
  title: "整个工作簿",
  about: "重新计算每个含本加载项函数的单元格，并查找存疑的输入。在您要求写入之前只作读取。",
  run: "审核工作簿",
  again: "再次审核",
  running: "正在审核工作簿",
  done: (number, agreeing) =>
    number === 0
      ? "本工作簿尚未使用本加载项的函数。"
      : `本加载项的单元格共 ${figure(number)} 个：${agreeing === number ? "均与其输入相符" : `${figure(agreeing)} 个与其输入相符`}。`,
  filter: "显示",
  list: {
    none: "未发现疑点。",
    place: (at, of) => (at === 0 ? count(of, "项发现") : `第 ${figure(at)} 项，共 ${figure(of)} 项`),
    next: "下一项",
    previous: "上一项",
    andMore: (number) => `另有 ${cells(number)}`,
    mending: "正在修正",
    mended: (will) => `已完成：${will}。`,
    dismissUndone: "忽略一项发现",
    reopenUndone: "重新打开一项发现",
    gone: "该项发现已不存在：请再次审核。",
    changed: (cell) => `${cell} 在审核之后有变动：请再次审核。`,
    dismiss: "不予处理",
    reason: "为何原样即可",
    keep: "保存理由",
    keeping: "正在将理由保存到工作簿",
    dismissed: "不予处理",
    because: (reason, date) => `${date} 不予处理：${reason}`,
    reopen: "重新列出",
    remarks: {
      sheet: "审核备注",
      title: "不予处理的发现及理由",
      headings: ["发现", "理由", "日期", "键"],
    },
  },
  all: "全部疑点",
  notAudited: "请先审核工作簿。",
  cancelled: "已取消：未作任何更改。",
  refused: (parts) => `保持原样：${parts.join("；")}`,
  clean: "没有可显示的内容：每个单元格均与其输入相符，且无疑点。",
  more: (number) => `另有 ${cells(number)}：写出报告可查看全部`,

  standings: {
    agrees: "重算一致",
    stale: "已过期",
    differs: "不一致",
    otherwise: "解读不同",
    unsettled: "尚未稳定",
    unread: "无法读取",
    error: "错误",
  },
  kinds: {
    error: "错误",
    differs: "数值不同",
    lost: "引用丢失",
    name: "#NAME?",
    circle: "循环引用",
    unread: "未检查",
    unit: "单位",
    scale: "百万与美元混淆",
    share: "比率",
    twin: "步骤被改动",
    written: "已写出的计算",
    pasted: "公式被数字覆盖",
    plug: "硬加数字",
    short: "区域过短",
    unseen: "隐藏的行或列",
    doubled: "重复计算",
    sign: "正负号",
    periods: "期间混用",
    textNumber: "文本而非数字",
    pattern: "公式不一致",
    mixed: "口径混用",
    external: "外部工作簿",
    volatile: "易失函数",
    known: "公开数据",
    unused: "未使用的输入",
    literal: "写死的数字",
    hidden: "隐藏工作表",
  },
  severities: { wrong: "错误", doubtful: "存疑", note: "提示" },

  findings: {
    literals: (parts) => `公式中写死的数字：${list(parts)}。`,
    pattern: (others, line, usual) =>
      `本${lineOf(line)}有 ${cells(others)}采用同一公式，如 ${usual.address}：${usual.formula}；此单元格不同。`,
    mixed: (name, value, usual, where) =>
      `${name} 在此为 ${value}，而本列其他单元格（如 ${where}）为 ${usual}：两者不可比。`,
    neverRan: "输入公式时电子表格尚不认识该函数：“修复”会重新输入公式。",
    unknown: (name, near) => `没有函数 ${name}。您是否指 ${near}？`,
    lost: "公式引用的单元格或工作表已被删除（#REF!）：请重新指定。",
    hidden: (sheet, number) => `“${sheet}”已隐藏；其中 ${cells(number)}也已审核。取消隐藏即可查看。`,
  },
  units: {
    share: (key, value, share) => `${key} 为 ${value}：请写 ${share} 或 ${value}%`,
    perMille: (key, value, share, percent) => `${key} 为 ${value}：若为千分比，请写 ${share} 或 ${percent}%`,
    billions: (key, value) => `${key} 为 ${value}，单位为美元：若指十亿请写 ${value}e9，若指百万请写 ${value}e6`,
    thousands: (key, value) => `${key} 为 ${value}，单位为美元：若指千请写 ${value}e3`,
    costOfOne: (key, value) => `${key} 为 ${value}：应为单个 GPU 的成本；请用集群成本除以 GPU 数量`,
    powerOfOne: (key, value, ofNode) =>
      `${key} 为 ${value}：应为单个 GPU 的功率；${ofNode} 卡节点请写 ${value}/${ofNode}`,
    watts: (key, value) => `${key} 为 ${value}，单位为 kW：若指瓦请写 ${value}/1000`,
    cents: (key, value, dollars) => `${key} 为 ${value}，单位为美元：若指美分请写 ${dollars}`,
    rentOfOne: (key, value, ofNode) =>
      `${key} 为 ${value}：应为单个 GPU 每小时的租金；${ofNode} 卡节点请写 ${value}/${ofNode}`,
    hours: (key, value) => `${key} 为 ${value}：一年为 8760 小时`,
    months: (key, value) => `${key} 为 ${value}，单位为年：若指月请写 ${value}/12`,
    facility: (key, value) => `${key} 为 ${value}：应为设施总功率与 IT 功率之比，例如 1.25`,
  },
  circle: (path) => `该单元格依赖自身：${path}。请先消除循环引用。`,
  failed: (message) => `无法追踪该单元格：${message}`,
  errorIs: (code) => `公式返回 ${code}。`,
  spillDiffers: (address, shown, recomputed) =>
    `其溢出区域中的 ${address} 显示 ${shown}，但重新计算为 ${recomputed}。请重新计算。`,
  locked: "工作簿受保护，无法添加工作表：请先取消保护（“审阅”→“保护工作簿”）。",

  report: {
    sheet: "审核报告",
    button: "写出报告",
    running: "正在写出报告",
    will: (rows) => `新增一张工作表“审核报告”，共 ${count(rows, "行")}。其他内容不变。`,
    title: "工作簿审核",
    about:
      "每个调用本加载项函数的单元格，均按其参数重新计算。“重算一致”：数值相同，但不说明输入是否正确。“已过期”或“不一致”：数值不同。“错误”：附原因说明。“发现”是对输入的疑问，并非计算错误。",
    headings: ["工作表", "单元格", "函数", "结论", "发现", "说明", "公式", "数值", "严重程度", "不予处理的理由"],
    summary: (number, parts) => `本加载项的单元格共 ${figure(number)} 个：${list(parts)}。`,
  },

  lift: {
    button: "将写死的数字移入单元格",
    sheet: "移出的输入",
    will: ({ values, formulas: typed }) =>
      `将 ${count(values, "个数字")}连同名称写入新工作表“移出的输入”，并重新输入 ${formulas(typed)}使其引用这些单元格。结果不变。`,
    title: "从公式中移出的输入",
    about: "这些数字原先写在公式内。公式现在从此处读取，每个数字只需在一处修改。",
    headings: ["输入", "数值", "单位", "参数", "引用者"],
    more: (number) => `，另有 ${cells(number)}`,
    running: "正在移出写死的数字",
    undone: (values) => `将 ${count(values, "个公式")}中的数字移入单元格`,
    done: (values, reading) => `已移出 ${count(values, "个数字")}；${formulas(reading)}现引用这些单元格。`,
  },

  errors: {
    title: "错误",
    about: "按原因列出本加载项所有显示错误的单元格。只作读取。",
    run: "解释所有错误",
    again: "再次查找",
    running: "正在查找错误",
    found: (number, reasons) => `${cells(number)}显示错误，共 ${count(reasons, "种原因")}。`,
    scope: "显示以下工作表的错误",
    allSheets: "所有工作表",
  },

  repair: {
    undone: (cells) => `重新输入 ${formulas(cells)}`,
    all: "修复所有此类公式",
    button: "修复公式",
    will: (number) => `重新输入显示 #NAME? 的 ${formulas(number)}。其他内容不变。`,
    running: "正在修复公式",
    done: (number) => `已重新输入 ${formulas(number)}。`,
  },

  changes: {
    title: "自本工作簿版本以来的变化",
    same: (version) => `本工作簿由当前版本（${version}）载入。`,
    unknown: "本工作簿中没有制作版本的记录。",
    none: (version) => `由 ${version} 载入。每个单元格的计算结果与当时相同。`,
    some: (version, number) => `由 ${version} 载入。${cells(number)}的计算结果已不同：`,
    cell: (shown, recomputed) => `当时 ${shown}，现在 ${recomputed}`,
  },

  independent: {
    undone: "生成独立副本",
    removeUndone: "删除独立副本",
    title: "脱离加载项",
    about: "生成任何电子表格都能重新计算的副本：本加载项的每个公式都改写为步骤工作表上的普通公式。",
    button: "使本工作簿独立",
    back: "移除副本",
    running: "正在生成独立副本",
    removing: "正在移除副本",
    will: (number, steps) =>
      `新增 ${sheets(number)}的副本（含格式和列宽，不含图表），以及一张工作表“${steps}”。您自己的工作表保持原样。`,
    backWill: (names) => `移除${names.map((sheet) => `“${sheet}”`).join("、")}，包括其中的改动。`,
    copy: (sheet) => `${sheet.slice(0, 25).trimEnd()}（独立）`,
    steps: "独立步骤",
    stepsTitle: "副本工作表背后的步骤",
    stepsAbout:
      "每一段是一个单元格的计算过程，为引用副本工作表的普通公式；单元格链接到其最后一行。修改副本工作表的输入，无需加载项即可全部重新计算。绿色输入随单元格变动，蓝色为数值，黑色为计算结果。",
    of: (cell, formula) => `${cell}   ${formula}`,
    done: (copied, following) => `已复制 ${sheets(copied)}；${cells(following)}现由普通公式计算。`,
    left: (number) => `${cells(number)}保留其数值或错误：`,
    leftTitle: "不随输入变动的单元格",
    removed: (number) => `已移除 ${sheets(number)}。原工作表保持原样。`,
    nothingToRemove: "本工作簿中没有独立副本。",
    nothing: "本工作簿未使用本加载项的函数，因此已经独立。",
    tooLong: (rows) => `步骤将占 ${figure(rows)} 行，超过一张工作表的行数。`,
    keptValue: (reason) => `保留现值：${reason}`,
    keptError: (code, reason) => `保留 ${code}：${reason}`,
    keptFormula: (reason) => `保留其公式：${reason}`,
    noAnswer: "函数在该处没有答案。",
    tableLink: (part) => `${part} 在该处不对应任何单元格。`,
  },
};
