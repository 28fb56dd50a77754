export { gelu, identity, relu, swish, tanh } from "./activations";
export { readMatrix, writeMatrix } from "./conversions";
export { product } from "./product";
export {
  backwardBase,
  backwardFirst,
  backwardSecond,
  columnSums,
  forwardFirst,
  forwardSecond,
} from "./series";
