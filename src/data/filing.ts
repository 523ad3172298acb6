// Where a filing stands at the SEC.

/** The folder of a filing, by the company's number and the filing's; empty where either is unknown. */
export const filingUrl = (cik: number | undefined, accession: string): string =>
  cik === undefined || accession === ""
    ? ""
    : `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replace(/-/g, "")}/`;
