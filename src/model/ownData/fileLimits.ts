/** What is read of a viewer's own files; checked before anything is allocated. */
const MEBIBYTE = 2 ** 20;
export const MAX_FILE_MEBIBYTES = 128;
/** Of a file as it is, and of what is packed in it. */
export const MAX_FILE_BYTES = MAX_FILE_MEBIBYTES * MEBIBYTE;
export const MAX_TEXT_MEBIBYTES = 32;
export const MAX_COLUMNS = 4096;
export const MAX_LINE_CHARACTERS = 200_000;
/** Larger ones overflow when they are squared and summed. */
export const MAX_NUMBER = 1e30;
/** Numbers in one row of inputs. */
export const MAX_INPUTS = 1e6;
/** Numbers that an experiment on files may take in. */
export const MAX_FILE_NUMBERS = 5e7;
/** Numbers in a table. */
export const MAX_CELLS = 1e7;
/** Different words or numbers that are taken as classes. */
export const MAX_CLASSES = 100;
