// What the explorer says.
import type { ExplorerWords } from "../explorer";
import { figure } from "./counting";

export const explorer: ExplorerWords = {
  precedents: "它引用的单元格",
  dependents: "引用它的单元格",
  direction: "方向",
  running: "正在查找引用它的公式",
  exploring: (cell) => `追踪 ${cell}`,
  keys: "右键展开，左键返回，上下键移动；网格中同步选中该单元格。按 Enter 以其为起点。",
  tree: (cell, direction) => `${direction}：${cell}`,
  outdated: "工作簿此后有变动。",
  again: "再次查找",
  noFormula: "无公式",
  nothing: { precedents: "它不引用其他单元格。", dependents: "没有公式引用它。" },
  circle: "回到上方的单元格：循环引用",
  above: (lines) => `上方还有 ${figure(lines)} 行`,
  below: (lines) => `下方还有 ${figure(lines)} 行`,
  more: (left) => (left === "" ? "继续" : `再显示 ${left}`),
  cells: (size) => `${size} 个单元格`,
  sources: {
    figure: "数据",
    assumption: "假设",
    typed: "手工输入",
    name: "名称自身的值",
    spill: "溢出自",
    unread: "未追踪",
    blank: "空白",
  },
};
