/** Sweeps that a matrix of the largest basis needs in single precision, with some to spare. */
const SWEEPS = 12;

/**
 * WGSL of `diagonalise()`, by one thread: the eigenpairs of the symmetric `matrix` (m × m, row-major,
 * in workgroup memory), by cyclic Jacobi rotations as in `math/symmetricEigen.ts`. It leaves the
 * eigenvalues on the diagonal of `matrix`, and eigenvector i in column i of `rotation`.
 */
export function jacobiCode(m: number): string {
  return `
var<workgroup> matrix : array<f32, ${m * m}>;
var<workgroup> rotation : array<f32, ${m * m}>;
fn diagonalise(negligible : f32) {
  for (var i = 0; i < ${m * m}; i++) {
    rotation[i] = select(0.0, 1.0, i % ${m + 1} == 0);
  }
  for (var sweep = 0; sweep < ${SWEEPS}; sweep++) {
    var isDone = true;
    for (var p = 0; p < ${m}; p++) {
      for (var q = p + 1; q < ${m}; q++) {
        let apq = matrix[p * ${m} + q];
        if (abs(apq) > negligible) {
          isDone = false;
          rotate(p, q, apq);
        }
      }
    }
    if (isDone) {
      break;
    }
  }
}
fn rotate(p : i32, q : i32, apq : f32) {
  let theta = (matrix[q * ${m} + q] - matrix[p * ${m} + p]) / (2.0 * apq);
  let t = select(-1.0, 1.0, theta >= 0.0) / (abs(theta) + sqrt(theta * theta + 1.0));
  let c = inverseSqrt(t * t + 1.0);
  let s = t * c;
  for (var k = 0; k < ${m}; k++) {
    let kp = matrix[k * ${m} + p];
    let kq = matrix[k * ${m} + q];
    matrix[k * ${m} + p] = c * kp - s * kq;
    matrix[k * ${m} + q] = s * kp + c * kq;
  }
  for (var k = 0; k < ${m}; k++) {
    let pk = matrix[p * ${m} + k];
    let qk = matrix[q * ${m} + k];
    matrix[p * ${m} + k] = c * pk - s * qk;
    matrix[q * ${m} + k] = s * pk + c * qk;
  }
  for (var k = 0; k < ${m}; k++) {
    let kp = rotation[k * ${m} + p];
    let kq = rotation[k * ${m} + q];
    rotation[k * ${m} + p] = c * kp - s * kq;
    rotation[k * ${m} + q] = s * kp + c * kq;
  }
}`;
}
