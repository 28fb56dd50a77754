export { gelu, identity, relu, swish, tanh } from "./activations";
export { blocksBeside, blocksSummed } from "./blocks";
export { readMatrix, writeMatrix } from "./conversions";
export { add, addRow, scale, subtract, times } from "./elementwise";
export { product } from "./product";
export {
  backwardBase,
  backwardFirst,
  backwardSecond,
  columnSums,
  forwardFirst,
  forwardSecond,
} from "./series";
