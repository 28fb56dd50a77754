/**
 * All eigenpairs of a small dense symmetric matrix by cyclic Jacobi rotations
 * (Golub & Van Loan, Matrix Computations, §8.5). Meant for m ≤ about 40.
 *
 * @param matrix m × m, row-major, symmetric; left unchanged.
 * @returns eigenvalues in decreasing order; `vectors[i]` is the unit eigenvector of `values[i]`.
 */
export function symmetricEigen(
  matrix: Float64Array,
  m: number,
): { values: Float64Array; vectors: Float64Array[] } {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(m * m);
  for (let i = 0; i < m; i++) v[i * m + i] = 1;
  let scale = 0;
  for (const entry of a) scale = Math.max(scale, Math.abs(entry));
  const negligible = scale * 1e-17;
  for (let sweep = 0; sweep < 50; sweep++) {
    let rotated = false;
    for (let p = 0; p < m; p++) {
      for (let q = p + 1; q < m; q++) {
        const apq = a[p * m + q]!;
        if (Math.abs(apq) <= negligible) continue;
        rotated = true;
        rotate(a, v, m, p, q);
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: m }, (_, i) => i).sort(
    (i, j) => a[j * m + j]! - a[i * m + i]!,
  );
  return {
    values: Float64Array.from(order, (i) => a[i * m + i]!),
    vectors: order.map((i) => Float64Array.from({ length: m }, (_, row) => v[row * m + i]!)),
  };
}

/** One Jacobi rotation that annihilates a[p][q], accumulated into v. */
function rotate(a: Float64Array, v: Float64Array, m: number, p: number, q: number): void {
  const theta = (a[q * m + q]! - a[p * m + p]!) / (2 * a[p * m + q]!);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < m; k++) {
    const kp = a[k * m + p]!;
    const kq = a[k * m + q]!;
    a[k * m + p] = c * kp - s * kq;
    a[k * m + q] = s * kp + c * kq;
  }
  for (let k = 0; k < m; k++) {
    const pk = a[p * m + k]!;
    const qk = a[q * m + k]!;
    a[p * m + k] = c * pk - s * qk;
    a[q * m + k] = s * pk + c * qk;
  }
  for (let k = 0; k < m; k++) {
    const kp = v[k * m + p]!;
    const kq = v[k * m + q]!;
    v[k * m + p] = c * kp - s * kq;
    v[k * m + q] = s * kp + c * kq;
  }
}
