// Custom functions for what tokens cost and earn on a GPU.
import { COST_PER_HOUR, TOKEN_PRICE, TOKENS_PER_SECOND } from "../data/defaults";
import * as model from "../model/tokens";
import { answer, answerEach, type Cells, choice, numbers, omitted, optionalNumber, says } from "./edge";

const SERVING = { costPerHour: COST_PER_HOUR, tokensPerSecond: TOKENS_PER_SECOND };

/**
 * Cost of a million tokens on a GPU that serves them: its hour over the tokens that it sells in one.
 * @customfunction GPUTOKENCOST
 * @param [costPerHour] Cost of a GPU-hour, sold or not, $, such as that of GPUTCO at a utilization of 1; 0 means a GPU without cost; 1.41, a hyperscaler's H200 (SemiAnalysis), if omitted.
 * @param [tokensPerSecond] Tokens that one GPU in full use serves in a second, input and output; 739, an illustration, if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 0 means no token is sold; 1 if omitted.
 * @returns $ per million tokens; #N/A when no token is sold.
 * @example =GPUTOKENCOST() → 0.529995
 * @example =GPUTOKENCOST(3.6, 1000, 0.5) → 2
 * @example =GPUTOKENCOST(2, 1000, 0) → #N/A
 */
export function gpuTokenCost(
  costPerHour: unknown[][],
  tokensPerSecond: unknown[][],
  utilization: unknown[][],
): unknown[][] {
  return answerEach({ costPerHour, tokensPerSecond, utilization }, (one) => model.costOfTokens(numbers(one, SERVING)));
}

/**
 * What a GPU earns that sells tokens, and the utilization or the price at which that pays for its hour.
 * @customfunction GPUTOKENMARGIN
 * @param [price] Price of a million output tokens, $, and of others whose price is left out; 0 means tokens given away; 2.19, DeepSeek-R1's of 2025, if omitted.
 * @param [costPerHour] Cost of a GPU-hour, sold or not, $; 0 means a GPU without cost; 1.41, a hyperscaler's H200 (SemiAnalysis), if omitted.
 * @param [tokensPerSecond] Tokens that one GPU in full use serves in a second, input and output; 739, an illustration, if omitted.
 * @param [utilization] Share of the hours that are sold, as a fraction; 0 means no token is sold; 1 if omitted.
 * @param [inputPrice] Price of a million input tokens, $; 0 means input is given away; the price if omitted.
 * @param [inputShare] Input tokens over all tokens, as a fraction; 0 if omitted.
 * @param [cachedPrice] Price of a million input tokens read from the cache, $; 0 means they are given away; the inputPrice if omitted.
 * @param [cachedShare] Those over all input tokens, as a fraction; 0 if omitted.
 * @param [output] "table", or one figure: "revenue" of a GPU-hour, $, "margin", gross, as a fraction of it, negative at a loss, "breakevenUtilization", or "breakevenPrice", to which the other prices keep their proportion; "table" if omitted.
 * @returns The figure, or rows of label and value, also the profit of a GPU-hour and the cost of a million tokens; #N/A for a share of no revenue and a break-even above full use.
 * @example =GPUTOKENMARGIN(,,,,,,,, "margin") → 0.757993
 * @example =GPUTOKENMARGIN(4, 3.6, 1000, 0.5, 1, 0.75,,, "revenue") → 3.15
 * @example =GPUTOKENMARGIN(4, 3.6, 1000, 0.5, 1, 0.75,,, "breakevenPrice") → 4.571429
 * @example =GPUTOKENMARGIN(0.5,,,,,,,, "breakevenUtilization") → #N/A
 */
export function gpuTokenMargin(
  price: unknown[][],
  costPerHour: unknown[][],
  tokensPerSecond: unknown[][],
  utilization: unknown[][],
  inputPrice: unknown[][],
  inputShare: unknown[][],
  cachedPrice: unknown[][],
  cachedShare: unknown[][],
  output: unknown[][],
): unknown[][] {
  const vectors = {
    price,
    costPerHour,
    tokensPerSecond,
    utilization,
    inputPrice,
    inputShare,
    cachedPrice,
    cachedShare,
  };
  const terms = ({ inputPrice, cachedPrice, ...one }: Record<keyof typeof vectors, Cells>): model.TokenSale => ({
    ...numbers(one, { ...SERVING, price: TOKEN_PRICE, inputShare: 0, cachedShare: 0 }),
    inputPrice: optionalNumber("inputPrice", inputPrice),
    cachedPrice: optionalNumber("cachedPrice", cachedPrice),
  });
  const wanted = (): model.TokenOutput => choice("output", output, model.TOKEN_OUTPUTS, "table");
  if (omitted(output) || says(output, "table"))
    return answer(() => {
      wanted();
      return model.tokenTable(terms(vectors));
    });
  return answerEach(vectors, (one) => model.tokenFigure(terms(one), wanted()));
}
