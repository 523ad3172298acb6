// To ask for this fetches the part it lies in, the grid's, without running what there needs the spreadsheet's scripts.
export {};
