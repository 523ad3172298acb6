// Draws a picture on a canvas with chart.js, in the colours of the page: light, dark, or those that a person forces.
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from "chart.js";
import { amountText, type Mark, type Picture, toldOf } from "../pictures/picture";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

interface Drawn {
  readonly chart: Chart;
  readonly picture: Picture;
  readonly theme: string;
}

const drawn = new Map<HTMLCanvasElement, Drawn>();

interface Colours {
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly ground: string;
  readonly rows: readonly string[];
  readonly font: string;
}

function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas);
  const font = style.fontFamily;
  if (matchMedia("(forced-colors: active)").matches)
    return {
      font,
      text: "CanvasText",
      quiet: "CanvasText",
      line: "GrayText",
      ground: "Canvas",
      rows: ["Highlight", "CanvasText", "LinkText"],
    };
  const of = (name: string): string => style.getPropertyValue(`--color${name}`).trim();
  return {
    font,
    text: of("NeutralForeground1"),
    quiet: of("NeutralForeground2"),
    line: of("NeutralStroke2"),
    ground: of("NeutralBackground1"),
    rows: [of("BrandForeground1"), of("StatusWarningForeground3"), of("NeutralForeground3")],
  };
}

/** Draws it, or leaves what shows it already; follows the page from light to dark. */
export function draw(canvas: HTMLCanvasElement, picture: Picture): void {
  for (const [other, { chart }] of drawn)
    if (!other.isConnected) {
      chart.destroy();
      drawn.delete(other);
    }
  const colours = coloursOf(canvas);
  const theme = JSON.stringify(colours);
  const before = drawn.get(canvas);
  if (before?.picture === picture && before.theme === theme) return;
  before?.chart.destroy();
  drawn.set(canvas, { chart: new Chart(canvas, configuration(picture, colours)), picture, theme });
  if (before === undefined) followTheme(canvas);
}

/** Draws again when the pane around goes from light to dark. */
function followTheme(canvas: HTMLCanvasElement): void {
  const themed = canvas.closest("[data-theme]");
  if (themed === null) return;
  const observer = new MutationObserver(() => {
    const shown = drawn.get(canvas);
    if (!canvas.isConnected || shown === undefined) observer.disconnect();
    else draw(canvas, shown.picture);
  });
  observer.observe(themed, { attributeFilter: ["data-theme"] });
}

const dataOf = (mark: Mark): number | [number, number] | null =>
  typeof mark === "number" || mark === null ? mark : [mark[0], mark[1]];

/** A label that would take half the picture stands on several lines. */
const LONGEST = 18;

function inLines(label: string): string | string[] {
  const lines: string[] = [];
  for (const word of label.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 1 ? lines : label;
}

function datasetsOf({ kind, places, rows }: Picture, colours: Colours): ChartDataset[] {
  const lying = kind === "lying";
  return rows.map(({ name, values }, index): ChartDataset => {
    const colour = colours.rows[index % colours.rows.length];
    const look = { label: name, borderColor: colour, backgroundColor: colour };
    if (kind !== "line") return { ...look, type: "bar", data: values.map(dataOf), grouped: !lying, barPercentage: 0.9 };
    const data = values.flatMap((value, i) => (typeof value === "number" ? [{ x: places?.[i] ?? i, y: value }] : []));
    return { ...look, type: "line", data, borderWidth: 2, pointRadius: 2.5, clip: false };
  });
}

function configuration(picture: Picture, colours: Colours): ChartConfiguration {
  const { kind, labels, across, unit, rows } = picture;
  const lying = kind === "lying";
  const datasets = datasetsOf(picture, colours);
  const title = (text: string) => ({ display: true, text, color: colours.quiet });
  const amounts = {
    title: title(unit),
    ticks: { color: colours.quiet, callback: (value: string | number) => amountText(Number(value), unit) },
    grid: {
      color: ({ tick }: { tick: { value: number } }) => (tick.value === 0 ? colours.quiet : colours.line),
    },
  };
  const names = {
    title: { ...title(across), display: !lying },
    // Of a line these are years, which have no thousands.
    ticks: {
      color: colours.quiet,
      autoSkip: !lying,
      maxRotation: 0,
      ...(kind === "line" && { callback: (value: string | number) => String(value) }),
    },
    grid: { color: colours.line, display: kind === "line" },
    type: kind === "line" ? ("linear" as const) : ("category" as const),
  };
  return {
    type: kind === "line" ? "line" : "bar",
    data: { labels: kind === "line" ? undefined : labels.map((label) => (lying ? inLines(label) : label)), datasets },
    options: {
      animation: false,
      font: { family: colours.font },
      maintainAspectRatio: false,
      indexAxis: lying ? "y" : "x",
      scales: lying ? { x: amounts, y: names } : { x: names, y: amounts },
      layout: { padding: { top: picture.points === undefined ? 0 : LABEL } },
      plugins: {
        legend: { display: datasets.length > 1, labels: { color: colours.text, boxWidth: 12 } },
        tooltip: {
          callbacks: {
            title: ([at]) => labels[at?.dataIndex ?? 0] ?? "",
            label: ({ datasetIndex, dataIndex }) => {
              const row = rows[datasetIndex];
              const value = toldOf(row?.values[dataIndex] ?? null, picture.leading);
              return value === null ? "" : `${row.name}: ${amountText(value, unit)} ${unit}`;
            },
          },
        },
      },
    },
    plugins: [standingOut(picture, colours)],
  };
}

const LABEL = 16;

/** What stands out: a point on a line, or a line from top to bottom of the bars, each with its name. */
function standingOut({ kind, points = [] }: Picture, { text, ground, rows, font }: Colours): Plugin {
  return {
    id: "standingOut",
    afterDatasetsDraw: ({ ctx, chartArea, scales }) => {
      ctx.save();
      ctx.font = `600 12px ${font}`;
      ctx.strokeStyle = text;
      for (const { at, value, name } of points) {
        const x = scales["x"].getPixelForValue(at);
        const y = kind === "line" ? scales["y"].getPixelForValue(value) : chartArea.top;
        ctx.beginPath();
        if (kind === "line") {
          ctx.arc(x, y, 5, 0, 2 * Math.PI);
          ctx.fillStyle = rows[0];
          ctx.fill();
          ctx.strokeStyle = ground;
          ctx.lineWidth = 2;
        } else {
          ctx.setLineDash([4, 3]);
          ctx.moveTo(x, y);
          ctx.lineTo(x, chartArea.bottom);
        }
        ctx.stroke();
        ctx.fillStyle = text;
        const before = x + ctx.measureText(name).width + LABEL > chartArea.right;
        ctx.textAlign = kind !== "line" ? "center" : before ? "right" : "left";
        // Right below a point, where a line that rises through 0 is not.
        const [beside, below] = kind !== "line" ? [0, -LABEL / 3] : [before ? -LABEL / 2 : LABEL / 2, LABEL];
        ctx.fillText(name, x + beside, y + below);
      }
      ctx.restore();
    },
  };
}
