/** Every symbol of the page: what it means, its formula and where that comes from. */
import type { Curve } from "../../charts/view.ts";

export interface SymbolEntry {
  /** As it is set on its own. */
  symbol: string;
  /** Other ways in which the page writes it, names of curves in the charts among them. */
  aliases?: readonly string[];
  name: string;
  /** One sentence. */
  meaning: string;
  formula: string;
  source: string;
  /** Whose hue it has; none means ink. */
  curve?: Curve;
}

const DAMIAN = "Damian, Nichani & Lee 2023";
const COHEN = "Cohen et al. 2021";
const ADAPTIVE = "Cohen et al. 2022";
const NOTATION = "notation";

export const SYMBOLS: readonly SymbolEntry[] = [
  {
    symbol: "η",
    name: "step size",
    meaning: "How far each step goes down the gradient.",
    formula: "θₜ₊₁ = θₜ − η ∇L(θₜ)",
    source: "gradient descent",
  },
  {
    symbol: "θ",
    aliases: ["descent", "heavy ball", "momentum", "Nesterov", "RMSProp", "Adam"],
    name: "parameters",
    meaning: "All weights and biases of the network, as gradient descent leaves them.",
    formula: "θₜ₊₁ = θₜ − η ∇L(θₜ)",
    source: "gradient descent",
    curve: "gd",
  },
  {
    symbol: "L",
    aliases: ["L(θ)"],
    name: "loss",
    meaning: "How far the network is from its targets, over all samples at once.",
    formula: "L(θ) = (1/n) Σ ℓ(f(inputᵢ; θ), targetᵢ)",
    source: NOTATION,
    curve: "gd",
  },
  {
    symbol: "S",
    aliases: ["λ₁", "raw", "raw sharpness"],
    name: "sharpness",
    meaning: "The largest curvature of the loss, over all directions.",
    formula: "S(θ) = λ₁ = λₘₐₓ(∇²L(θ))",
    source: COHEN,
    curve: "gd",
  },
  {
    symbol: "2/η",
    name: "line of stability",
    meaning: "Above it a step overshoots the valley by more than it started with, and grows.",
    formula: "|1 − ηS| > 1 when S > 2/η",
    source: `${COHEN}, for a quadratic`,
    curve: "edge",
  },
  {
    symbol: "(2+2μ)/η",
    name: "line of heavy ball",
    meaning: "Momentum takes an oscillation back by as much as it goes on, so the line is higher.",
    formula: "b ← μb + ∇L, θ ← θ − ηb; −1 is a root when S = (2+2μ)/η",
    source: `${COHEN}, for a quadratic`,
    curve: "edge",
  },
  {
    symbol: "(2+2μ)/((1+2μ)η)",
    name: "line of Nesterov’s momentum",
    meaning: "Looking ahead along the momentum makes the step longer, so the line is lower.",
    formula: "b ← μb + ∇L, θ ← θ − η(∇L + μb)",
    source: `${COHEN}, for a quadratic`,
    curve: "edge",
  },
  {
    symbol: "(2+2β₁)/((1−β₁)η)",
    name: "line of Adam",
    meaning: "The line for the preconditioned sharpness, with the preconditioner held fixed.",
    formula: "m ← β₁m + (1−β₁)∇L, θ ← θ − ηP⁻¹m",
    source: ADAPTIVE,
    curve: "edge",
  },
  {
    symbol: "Sₚ",
    aliases: ["preconditioned", "precond."],
    name: "preconditioned sharpness",
    meaning: "The largest curvature once each parameter is measured by the size of its own steps.",
    formula: "λ₁(P^(−½) ∇²L P^(−½)), P = diag(√v + ε)",
    source: ADAPTIVE,
    curve: "pre",
  },
  {
    symbol: "μ",
    name: "momentum",
    meaning: "How much of the last step goes into the next one.",
    formula: "b ← μb + ∇L(θ)",
    source: "heavy ball, Nesterov",
  },
  {
    symbol: "β₁",
    name: "momentum of Adam",
    meaning: "How slowly the mean gradient forgets.",
    formula: "m ← β₁m + (1−β₁)∇L(θ)",
    source: "Adam",
  },
  {
    symbol: "β₂",
    name: "decay of the mean square",
    meaning: "How slowly the size of recent gradients is forgotten.",
    formula: "v ← β₂v + (1−β₂)∇L(θ)²",
    source: "RMSProp, Adam",
  },
  {
    symbol: "ε",
    name: "floor of the preconditioner",
    meaning: "Keeps the step finite where gradients vanish.",
    formula: "P = diag(√v + ε)",
    source: "RMSProp, Adam",
  },
  {
    symbol: "2/λ₁(0)",
    name: "step size at the edge from the start",
    meaning: "The step size whose line passes through the sharpness of step 0.",
    formula: "2/λ₁(θ₀)",
    source: NOTATION,
    curve: "edge",
  },
  {
    symbol: "λ₂",
    name: "second eigenvalue",
    meaning: "The second largest curvature of the loss.",
    formula: "λ₁ ≥ λ₂ ≥ …, eigenvalues of ∇²L(θ)",
    source: NOTATION,
    curve: "l2",
  },
  {
    symbol: "1.84/η",
    name: "where a second direction takes part",
    meaning:
      "Once λ₂ at θ† is past it, the prediction follows that direction too, up to three in all.",
    formula: "λ₂ > 1.84/η = 0.92 · 2/η",
    source: `after ${DAMIAN}`,
    curve: "l2",
  },
  {
    symbol: "1.9/η",
    name: "where one direction is not enough",
    meaning: "Once λ₂ is past it, one oscillation no longer describes the run.",
    formula: "λ₂ > 1.9/η = 0.95 · 2/η",
    source: `${DAMIAN}, code`,
    curve: "edge",
  },
  {
    symbol: "u",
    name: "top eigenvector",
    meaning: "The direction of largest curvature, in which the run oscillates.",
    formula: "∇²L u = S u, |u| = 1",
    source: NOTATION,
  },
  {
    symbol: "θ†",
    name: "constrained trajectory",
    meaning: "Gradient descent held to sharpness 2/η at most; the run oscillates about it.",
    formula: "θ†ₜ₊₁ = proj(θ†ₜ − η ∇L(θ†ₜ)) onto S ≤ 2/η, ∇L·u = 0",
    source: `${DAMIAN}, definition`,
    curve: "dagger",
  },
  {
    symbol: "|θ − θ†|",
    name: "distance",
    meaning: "How far the run is from the constrained trajectory.",
    formula: "|v|, v = θ − θ†",
    source: `${DAMIAN}, main theorem`,
    curve: "gd",
  },
  {
    symbol: "x",
    aliases: ["|x|", "x₁", "x₂", "x₃"],
    name: "oscillation",
    meaning:
      "Displacement from θ† along u, or along each of several directions; it changes sign every step.",
    formula: "x = u · (θ − θ†)",
    source: `${DAMIAN}, §4`,
    curve: "gd",
  },
  {
    symbol: "y",
    name: "sharpness above the line",
    meaning: "How far sharpness is above 2/η, the alternating part taken out.",
    formula: "y = ∇S⊥ · (θ − θ†)",
    source: `${DAMIAN}, §4`,
    curve: "gd",
  },
  {
    symbol: "y₁",
    aliases: ["y₂", "y₃"],
    name: "curvature above the line",
    meaning: "How far the curvature along one of several oscillating directions w is above 2/η.",
    formula: "yₖ = wₖᵀ(Λ + M)wₖ − 2/η, Mᵢⱼ = P⊥∇³L(uᵢ, uⱼ) · (θ − θ†)",
    source: `after ${DAMIAN}`,
    curve: "gd",
  },
  {
    symbol: "|x|/δ",
    name: "oscillation in units of its balance point",
    meaning: "Past 1 the oscillation pushes sharpness down, below 1 it lets it rise.",
    formula: "yₜ₊₁ = yₜ + η (α − ½ β xₜ²), xₜ₊₁ = −(1 + η yₜ) xₜ",
    source: `${DAMIAN}, eq. (3)`,
    curve: "gd",
  },
  {
    symbol: "∇S⊥",
    aliases: ["∇S"],
    name: "gradient of sharpness",
    meaning: "The direction in which sharpness grows fastest, the part along u taken out.",
    formula: "∇S⊥ = ∇S − u (u · ∇S), ∇S = ∇³L(u, u)",
    source: `${DAMIAN}, §4`,
    curve: "dagger",
  },
  {
    symbol: "α",
    name: "progressive sharpening",
    meaning: "How fast going downhill raises sharpness, per unit of flow time ηt.",
    formula: "α = −∇L · ∇S⊥ at θ†",
    source: `${DAMIAN}, §4`,
    curve: "dagger",
  },
  {
    symbol: "β",
    name: "self-stabilization",
    meaning: "How strongly an oscillation pushes sharpness down.",
    formula: "β = |∇S⊥|² at θ†",
    source: `${DAMIAN}, §4`,
    curve: "dagger",
  },
  {
    symbol: "ηα",
    name: "push up",
    meaning: "By how much one step downhill raises sharpness.",
    formula: "yₜ₊₁ = yₜ + ηα − ½ηβxₜ²",
    source: `${DAMIAN}, eq. (3)`,
    curve: "dagger",
  },
  {
    symbol: "½ηβx²",
    name: "push down",
    meaning: "By how much one step of the oscillation lowers sharpness.",
    formula: "yₜ₊₁ = yₜ + ηα − ½ηβxₜ²",
    source: `${DAMIAN}, eq. (3)`,
    curve: "gd",
  },
  {
    symbol: "δ",
    name: "balance point",
    meaning: "The size of oscillation that holds sharpness where it is.",
    formula: "δ = √(2α/β), of several directions √tr Σ",
    source: `${DAMIAN}, §4`,
    curve: "dagger",
  },
  {
    symbol: "1 − γ²",
    aliases: ["γ"],
    name: "descent left by the constraint",
    meaning:
      "The share of the downhill direction that the line leaves, over the last ten steps of θ†.",
    formula: "γ = α / (|∇L| |∇S⊥|), L(θ†ₜ₊₁) − L(θ†ₜ) ≈ −η |∇L|² (1 − γ²)",
    source: `after ${DAMIAN}`,
    curve: "dagger",
  },
  {
    symbol: "v̂",
    aliases: ["prediction"],
    name: "prediction",
    meaning:
      "Where the run is predicted to be, as seen from θ†, with up to three oscillating directions U; it never looks at the run again.",
    formula:
      "v̂ₜ₊₁ = v̂ₜ − η [∇L + ∇²L (v̂ − Ux) + UUᵀ(∇L(θ† + Ux) − ∇L) + ½ Σ xᵢxⱼ Gᵢⱼ + U M x] − (θ†ₜ₊₁ − θ†ₜ), Gᵢⱼ = P⊥∇³L(uᵢ, uⱼ), M = Gᵢⱼ · v̂",
    source: `after ${DAMIAN}`,
    curve: "pred",
  },
  {
    symbol: "one mode",
    name: "one-mode prediction",
    meaning: "The prediction with the top eigenvector u alone, which ends when λ₂ arrives.",
    formula:
      "v̂ₜ₊₁ = v̂ₜ − η [∇L + ∇²L (v̂ − xu) + u u·(∇L(θ† + xu) − ∇L) + ½x² ∇S⊥ + xy u] − (θ†ₜ₊₁ − θ†ₜ)",
    source: `${DAMIAN}, with the exact profile along u`,
    curve: "oneMode",
  },
  {
    symbol: "cubic",
    name: "cubic prediction",
    meaning: "The paper's own prediction, from derivatives at θ† up to the third.",
    formula: "L ≈ L(θ†) + x²/η, S ≈ 2/η + y + (∇S · u) x",
    source: `${DAMIAN}, main theorem`,
    curve: "cubic",
  },
  {
    symbol: "central",
    name: "central flow",
    meaning: "Where the run is on average, with the covariance Σ of its oscillation.",
    formula: "dw/dt = −η [∇L + ½ ∇⟨Σ, ∇²L⟩], L ≈ L(w) + tr Σ/η",
    source: "Cohen, Damian, Talwalkar, Kolter, Lee (2025)",
    curve: "dagger",
  },
  {
    symbol: "frozen quadratic",
    name: "quadratic model of the loss",
    meaning: "Descent on the parabola that fits the loss at the edge step θ★.",
    formula: "d ← d − η (∇L + ∇²L d), derivatives at θ★",
    source: "Taylor expansion",
  },
  {
    symbol: "frozen cubic",
    name: "cubic model of the loss",
    meaning: "The same with the third derivative, which lowers sharpness as the oscillation grows.",
    formula: "d ← d − η (∇L + ∇²L d + ½ ∇³L(d, d)), derivatives at θ★",
    source: `Taylor expansion, after ${DAMIAN}, §4`,
    curve: "cubic",
  },
  {
    symbol: "x₀",
    aliases: ["map"],
    name: "start of the reduced map",
    meaning: "The oscillation with which the map of x and y alone starts, on the line at the edge.",
    formula: "x ← −(1 + ηy) x, y ← y + η (α − βx²/2)",
    source: `${DAMIAN}, §4`,
  },
  {
    symbol: "L(θ†) + δ²/η",
    aliases: ["average", "δ²/η"],
    name: "average loss",
    meaning: "The loss of θ† and what the oscillation adds to it, averaged over a cycle.",
    formula: "⟨x²⟩ = δ², so ⟨L(θ)⟩ ≈ L(θ†) + δ²/η",
    source: `follows from ${DAMIAN}, §4`,
    curve: "dagger",
  },
  {
    symbol: "L(θ†)",
    name: "loss of the constrained trajectory",
    meaning: "What the loss would be without the oscillation.",
    formula: "L at θ†",
    source: DAMIAN,
    curve: "dagger",
  },
  {
    symbol: "flow",
    aliases: ["from start"],
    name: "gradient flow",
    meaning: "Descent with infinitely small steps; it does not know the line.",
    formula: "dθ/dτ = −∇L(θ), τ = ηt",
    source: NOTATION,
    curve: "flow",
  },
  {
    symbol: "ηt",
    name: "flow time",
    meaning: "The sum of all step sizes so far, the clock that runs of different η share.",
    formula: "τ = η₀ + η₁ + … + ηₜ₋₁",
    source: NOTATION,
  },
  {
    symbol: "T",
    name: "Chebyshev polynomial",
    meaning: "The function that the network learns; n is its degree.",
    formula: "Tₙ(cos φ) = cos nφ",
    source: NOTATION,
  },
];

const BY_NAME: ReadonlyMap<string, SymbolEntry> = new Map(
  SYMBOLS.flatMap((entry) =>
    [entry.symbol, ...(entry.aliases ?? [])].map((name) => [name, entry] as const),
  ),
);

/** The entry for a symbol as the page writes it. */
export function symbolNamed(name: string): SymbolEntry | undefined {
  return BY_NAME.get(name);
}
