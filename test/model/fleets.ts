// Fleets whose numbers can be followed by hand.
import { isTerm, type Key, KEY_NAMES, type Scenario, type Term } from "../../src/model/keys";

/** The article's cluster: 16,000 GPUs for 1.5 billion, every hour sold at 9.40, opex of 192 million from year 6. */
export const TNP_2025: Scenario = {
  gpus: 16000,
  capex: 1.5e9,
  itShare: 0.8 / 1.5,
  itLife: 10,
  facilityLife: 10,
  residual: 0,
  facilityResidual: 0,
  rate: 9.4,
  utilization: 1,
  rampMonths: 0,
  priceDecline: 0,
  declineMethod: 0,
  hoursPerYear: 8760,
  kwPerGpu: 0,
  pue: 1.25,
  pricePerKwh: 0.07,
  otherOpexPerGpu: 12000,
  annualOpex: 0,
  opexFromYear: 6,
  taxRate: 0,
  wacc: 0.1,
  horizon: 10,
  basis: 0,
};

/** 1,000 for 4 years of 400 less 100; IT 600 less 10 % over 4 years, the facility 400 over 8, sold as the books have them, tax 25 %. */
export const SMALL_FLEET: Scenario = {
  gpus: 100,
  capex: 1000,
  itShare: 0.6,
  itLife: 4,
  facilityLife: 8,
  residual: 0.1,
  facilityResidual: 0.5,
  itSalvage: 0.1,
  rate: 1,
  utilization: 1,
  rampMonths: 0,
  priceDecline: 0,
  declineMethod: 0,
  hoursPerYear: 4,
  kwPerGpu: 0,
  pue: 1,
  pricePerKwh: 0,
  otherOpexPerGpu: 0,
  annualOpex: 100,
  opexFromYear: 1,
  taxRate: 0.25,
  wacc: 0.1,
  horizon: 4,
  basis: 3,
};

/** One key at a time matters where nothing else is there: no opex, tax, ramp, resale or cost of capital. */
export const BARE_FLEET: Scenario = {
  ...SMALL_FLEET,
  residual: 0,
  facilityResidual: 0,
  itSalvage: 0,
  annualOpex: 0,
  taxRate: 0,
  wacc: 0,
};

/** The keys that every scenario has. */
export const PLAIN_KEYS = KEY_NAMES.filter((key): key is Exclude<Key, Term> => !isTerm(key));
