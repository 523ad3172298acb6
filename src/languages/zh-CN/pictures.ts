// What pictures and a scenario's copy say.
import type { PictureWords } from "../pictures";

export const pictures: PictureWords = {
  draft: {
    title: (name) => `${name} 的副本`,
    about: (name) => `以 ${name} 为基础，含您自己的改动。`,
    hint: "拖动滑块或直接输入：82%、0.82、$1.2B。载入或保存之前，工作簿不会有任何变化。",
    groups: { main: "关键假设", others: "其他假设", terms: "合同、债务、税务与增长" },
    limits: (low, above, high, below) => `${above ? "大于" : "不小于"} ${low}，${below ? "小于" : "不大于"} ${high}`,
    doubtful: (typed, whole, broken) => `${typed} 可能是 ${whole} 或 ${broken}：请输入其中之一`,
    outside: (value, limits) => `${value} 超出范围：${limits}`,
    noNumber: "请输入数字",
    was: (value, source) => `原为 ${value}，${source}`,
    added: "在窗格中设定",
    slider: (label) => `${label}，滑块`,
    name: "副本名称",
    load: "载入工作表",
    save: "保存为情景",
    reset: "重新开始",
    close: "返回情景列表",
    results: "测算结果",
    refused: (why) => `模型不接受此组合：${why}。`,
  },
};
