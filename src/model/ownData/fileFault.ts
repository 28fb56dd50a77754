/**
 * What is wrong with a file: the end of a sentence that begins with its name, saying where (line or
 * byte), what is there, and what was expected.
 */
export class FileFault extends Error {
  override name = "FileFault";
  /** The file is in order and wants another one beside it: images their labels, labels their images. */
  readonly wantsPartner: boolean;

  constructor(message: string, wantsPartner = false) {
    super(message);
    this.wantsPartner = wantsPartner;
  }
}
