// What the audit says of a workbook.
import type { FindingWords } from "../findings";
import { count, figure, lineOf, list } from "./counting";

const formulas = (number: number): string => count(number, "个公式");

const breaking = (others: number): string => (others === 0 ? "" : `，并影响 ${formulas(others)}`);

const linesOf = (line: "行" | "列", spans: readonly string[]): string =>
  spans.length === 0 ? "" : `第 ${spans.join("、")} ${line}`;

export const findings: FindingWords = {
  typed: (where, value, others) =>
    others === 0 ? `${where} = ${value} 存疑` : `${where} = ${value} 影响 ${formulas(others)}`,
  inFormula: (where, part, others) => `${where} 中的 ${part} 存疑${breaking(others)}`,
  error: (where, code, others) => `${where} 为 ${code}${breaking(others)}`,
  pattern: (where, line) => `${where} 的引用方式与本${lineOf(line)}其他单元格不同`,
  mixed: (where) => `${where} 的计算口径与本列其他单元格不同`,
  lost: (where) => `${where} 引用了已不存在的单元格（#REF!）`,
  circle: (where) => `${where} 依赖自身`,
  never: (where, code) => `${where} 为 ${code}：输入时该函数尚不可用`,
  otherwise: (where) => `${where} 在此的解读与 Excel 不同`,
  unread: (where) => `${where} 无法重新计算`,
  literals: (where, numbers) => `${where} 含 ${count(numbers, "个写死的数字")}`,
  differs: (where) => `${where} 显示的并非其公式的结果`,

  errorWhy: {
    "#DIV/0!": "除数为 0 或空白。",
    "#N/A": "查找的内容不存在。",
    "#NAME?": "使用了本电子表格不认识的函数或名称。",
    "#REF!": "引用的单元格已不存在，或超出区域。",
    "#VALUE!": "用文本参与计算，或在需要单个值处用了区域。",
    "#NUM!": "没有答案，或数值过大。",
    "#SPILL!": "其下方或右侧没有空间容纳答案。",
  },
  errorIs: (code) => `公式返回 ${code}。`,

  pasted: (where, value, line) => `${where} = ${value} 直接输入在一${lineOf(line)}公式之中`,
  pastedWhy: (line, address, formula) =>
    `本${lineOf(line)}其他单元格由同一公式填充，如 ${address}：${formula}。该数字不随任何输入变动。`,
  outlier: {
    plug: (where) => `${where} 在结果之外另加了数字`,
    sign: (where) => `${where} 的正负号与相邻单元格不同`,
    short: (where) => `${where} 引用的单元格少于相邻单元格`,
  },
  plugs: (texts) => `${list(texts)} 硬加在结果上：无人看得见，也没有说明原因。`,
  shorterRange: (address) => `它止于 ${address}。`,
  neighbour: (line, address, formula) => `本${lineOf(line)}相邻单元格采用同一公式，如 ${address}：${formula}。`,

  short: (where, range) => `${where} 区域过短：只引用 ${range}`,
  unseen: (where, totals) =>
    totals === 1 ? `${where} 的合计包含看不见的单元格` : `${totals} 个合计包含看不见的单元格，第一个在 ${where}`,
  unseenWhy: (sheet, rows, columns) =>
    `工作表“${sheet}”的${[linesOf("行", rows), linesOf("列", columns)].filter((text) => text !== "").join("、")}已隐藏，但其中的数值仍计入合计。请取消隐藏，或改用会忽略隐藏行的 SUBTOTAL(109, …)。`,
  shortWhy: (missed) => `列表延续至 ${missed}，而公式未引用这些单元格。`,
  doubled: (where) => `${where} 重复计算了单元格`,
  doubledWhy: (range, subtotals) => `${range} 含 ${list(subtotals.slice(0, 5))}，其本身已是该区域其他单元格的合计。`,
  external: (where, book, users) =>
    users === 1 ? `${where} 引用工作簿 ${book}` : `${formulas(users)}引用工作簿 ${book}，首个在 ${where}`,
  externalWhy: "没有该文件的人看到的是旧值，而且无法察觉其变化。",
  keepValues: (cells) => `保留 ${count(cells, "个单元格")}的现值`,
  volatile: (where, name, users) =>
    users === 1 ? `${where} 调用 ${name}` : `${formulas(users)}调用 ${name}，首个在 ${where}`,
  volatileWhy: {
    NOW: "取决于时钟：同一工作簿明天会给出不同答案。",
    TODAY: "取决于时钟：同一工作簿明天会给出不同答案。",
    RAND: "取决于随机数：每次重新计算都给出不同答案。",
    RANDBETWEEN: "取决于随机数：每次重新计算都给出不同答案。",
    RANDARRAY: "取决于随机数：每次重新计算都给出不同答案。",
    OFFSET: "每次变动都会重新计算，而且审核无法追踪其指向。",
  },
  standsOut: {
    sign: (where, value, line) => `${where} = ${value} 的正负号与本${lineOf(line)}其他单元格不同`,
    scale: (where, value, line) => `${where} = ${value} 的数量级与本${lineOf(line)}其他单元格不同`,
    share: (where, value, line) => `${where} = ${value} 位于本${lineOf(line)}的一组比率之中`,
  },
  signWhy: (negative) => (negative ? "它小于零，而其他均大于零。" : "它大于零，而其他均小于零。"),
  sizeWhy: (factor, large) =>
    factor === 100
      ? "若按百分数则相符：其他单元格均以 1 为整体。"
      : `${large ? "除以" : "乘以"} ${figure(factor)} 后即与其他单元格相符。`,
  textNumber: (where, text) => `${where} 将“${text}”存为文本`,
  textNumberWhy: "求和会忽略它，有些公式会拒绝它：看似数字，实为文本。",
  unused: (where, label, value) => `${where} = ${value}（${label}）未被任何公式引用`,
  unusedWhy: "周围的输入均被引用：更改此项不会产生任何影响。",

  inUnits: (where, unit, readers) =>
    readers === 0 ? `${where} 将${unit}当作美元` : `${where} 以${unit}为单位，而 ${formulas(readers)}将其当作美元`,
  inUnitsWhy: (argument, says) => `${argument} 以美元为单位。${says}`,
  units: { 1e3: "千美元", 1e6: "百万美元", 1e9: "十亿美元" },
  datasetUnit: (unit) => `数据集中该数据的单位为 ${unit}。`,
  saidBy: (text) => `旁边注明“${text}”。`,
  multiply: (cells, power) => `在 ${formulas(cells)}中乘以 ${power}`,
  periods: (where, one, other) => `${where} 混用了${one}与${other}`,
  periodsWhy: (parts) => `${list(parts)}：只有长度相同的期间才能相加或比较。`,
  lengths: { month: "月度", quarter: "季度", half: "半年度", year: "年度" },
  jump: (where, value, before) => `${where} = ${value} 紧接在 ${before} 之后`,
  jumpWhy: "该行其他期间均依次相连。",

  known: (where, whose, what, when) => `${where} 为公开数据：${whose}，${what}，${when}`,
  fromTo: (from, to) => `${from} 至 ${to}`,
  knownWhy: (sources, recast) => `来自 ${sources}。${recast.length === 0 ? "" : `其后已重述：${list(recast)}。`}`,
  replaceByCalls: (where) => `将 ${where} 替换为注明来源的 CAPEXDATA 调用`,
  source: (sources) => `来源：${sources}`,
  noteSource: (where) => `在 ${where} 注明来源`,

  twin: (where, step, call) => `${where}（“${step}”）已不是 ${call} 原来的步骤`,
  twinWas: (formula, was, is) =>
    `${formula === "" ? "" : `该步骤为 ${formula}；`}按公式此处应为 ${was}，而工作表中为 ${is}。此前各步均与公式一致。`,
  twinMoved: "此处已是另一行；此前各步均与公式一致。请重新写出该计算。",
  twinMore: (cells) => `其后另有 ${count(cells, "个单元格")}不同。`,
  twinOlder: "该工作表由另一版本写出：当时的步骤可能不同。",
  written: (sheet, call) => `“${sheet}”为 ${call} 的逐步计算`,
  writtenWhy: "各步骤均未改动，可将该工作表恢复为一个公式；引用其答案的单元格不受影响。",
  fold: "将步骤收回为原公式",
  foldNew: "在新工作表中写出原公式",
  folded: "此处原有的步骤已收回为原公式。",
  foldRead: (by, step) => `各步骤均未改动；因 ${by} 引用 ${step}，予以保留。`,
  foldOwn: (where) => `各步骤均未改动；因工作表中另加了 ${where}，予以保留。`,
  blank: "空白",
  restore: (cells) => `将全部 ${count(cells, "个单元格")}恢复原样`,

  tooLarge: "区域过大",
  list: "单元格内的列表",

  write: (value, where) => `将 ${value} 写入 ${where}`,
  retype: (where) => `重新输入 ${where}`,
  rewrite: (where, formula) => `将 ${formula} 写入 ${where}`,
  lift: (numbers) => `将 ${count(numbers, "个数字")}移入新工作表中带名称的单元格`,
};
