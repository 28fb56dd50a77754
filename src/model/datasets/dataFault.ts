/** The data of an experiment are not at hand, or are not what they should be: a sentence. */
export class DataFault extends Error {
  override name = "DataFault";
}
