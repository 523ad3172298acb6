// What a function's form and the evidence of an answer say.
import { count } from "./counting";
import type { AnswerWords } from "../answers";

export const answers: AnswerWords = {
  form: {
    all: "全部函数",
    pick: "填入所选单元格",
    pickNamed: (argument) => `${argument}：填入所选单元格`,
    answer: "结果",
    fillIn: "填入表单",
    fillInNamed: (formula) => `按 ${formula} 填写表单`,
    unknown: (id) => `没有名为 ${id} 的函数。`,
    circle: (cell, range) => `公式会读取 ${range}，而 ${cell} 就在其中：请选中其他单元格。未写入任何内容。`,
    noRoom: (range, cell) => `结果将占用 ${range}，而 ${cell} 不为空：请选中下方和右侧有空位的单元格。未写入任何内容。`,
    times: { days: "天", months: "个月", years: "年" },
  },

  evidence: {
    label: (grade, sentence) => `依据强弱：${grade}。${sentence}`,
    grades: {
      A: "A 级：读自原始文件",
      B: "B 级：具名来源所载",
      C: "C 级：推算",
      D: "D 级：凭记忆",
      assumption: "假设",
      yours: "您的数值",
    },
    weakest: (names, more) =>
      `其依据中最弱的是：${names.join("、")}${more === 0 ? "" : `，另有 ${count(more, "项")}`}。`,
    yours: "其中含您自己的数值。",
    allYours: "完全依据您自己的数值。",
    recalled: "其中有凭记忆的数据（D 级）。",
    between: "",
  },
};
