// The files of data that are built in.

/** A file of data as what its schema makes it: the build checks every file, and the tests do. */
export const shipped = <T>(file: unknown): T => file as T;
