"""The frame of the benchmark in eager PyTorch, one thread: the peer that a researcher would write.

Reads {"networks": [...], "minimum": samples, "budgetSeconds": per figure} from standard input and
writes {"peakGflops": ..., "rows": [{"frame1PerSecond": ..., "gdSharpnessPerSecond": ...}, ...]}. Each
network gives its sample count, its widths and how many Hessian products Brink's eigen-solver spends
per point, so that both sides compute the same number of derivatives. tanh, mean squared error, float32.
A frame F(1) is four gradients (all but the probe's with their graph), the counted products and two
third derivatives; Brink's fourth derivative every tenth step is left out.
"""

import json
import statistics
import sys
import time

import torch

torch.set_num_threads(1)
# Small enough that nothing overflows; the cost does not depend on it.
LEARNING_RATE = 1e-4
SAMPLE_SECONDS = 0.1
PEAK_SIZE = 512


class Network:
    def __init__(self, samples, widths):
        self.inputs = torch.randn(samples, widths[0])
        self.targets = torch.randn(samples, widths[-1])
        self.shapes = []
        for inputs, outputs in zip(widths[:-1], widths[1:]):
            self.shapes += [(outputs, inputs), (outputs,)]
        self.lengths = [torch.Size(shape).numel() for shape in self.shapes]

    def initial(self):
        return torch.cat(
            [torch.randn(shape).flatten() / shape[-1] ** 0.5 for shape in self.shapes]
        )

    def split(self, flat):
        return [part.view(shape) for part, shape in zip(flat.split(self.lengths), self.shapes)]

    def loss(self, parameters):
        signal = self.inputs
        for i in range(0, len(parameters), 2):
            signal = torch.nn.functional.linear(signal, parameters[i], parameters[i + 1])
            if i + 2 < len(parameters):
                signal = torch.tanh(signal)
        return ((signal - self.targets) ** 2).sum() / len(self.inputs)


def flatten(tensors):
    return torch.cat([tensor.reshape(-1) for tensor in tensors])


class Point:
    """Loss and gradient at flat parameters, their graph kept for higher derivatives."""

    def __init__(self, network, parameters, for_products=True):
        self.network = network
        self.parameters = parameters
        self.at = [part.detach().requires_grad_() for part in network.split(parameters)]
        self.loss = network.loss(self.at)
        self.pieces = torch.autograd.grad(self.loss, self.at, create_graph=for_products)
        self.gradient = flatten(self.pieces).detach()

    def product(self, direction):
        v = self.network.split(direction)
        return flatten(torch.autograd.grad(self.pieces, self.at, v, retain_graph=True))

    def third_derivative(self, direction):
        v = self.network.split(direction)
        product = torch.autograd.grad(
            self.pieces, self.at, v, retain_graph=True, create_graph=True
        )
        return flatten(torch.autograd.grad(product, self.at, v, retain_graph=True))


class Frame:
    """Gradient descent, the constrained trajectory and both predictions, a frame per call."""

    def __init__(self, network, products_per_point, full_products_per_point):
        self.network = network
        self.products_per_point = products_per_point
        self.full_products_per_point = full_products_per_point
        self.owed = 0.0
        self.iterate = Point(network, network.initial())
        self.block = torch.linalg.qr(torch.randn(len(self.iterate.parameters), 2))[0]
        self.center = self.measure_center(self.iterate.parameters)
        self.predicted = torch.zeros_like(self.iterate.parameters)
        self.cubic = torch.zeros_like(self.iterate.parameters)

    def eigenpairs(self, point, products):
        """Block power iteration with a final Rayleigh-Ritz step, warm-started."""
        self.owed += products
        basis = list(self.block.unbind(1))
        images = []
        while self.owed >= 1 or len(images) < 2:
            if len(images) == 2:
                basis = list(torch.linalg.qr(torch.stack(images, 1))[0].unbind(1))
                images = []
            images.append(point.product(basis[len(images)]))
            self.owed -= 1
        stacked, mapped = torch.stack(basis, 1), torch.stack(images, 1)
        values, weights = torch.linalg.eigh(stacked.T @ mapped)
        self.block = stacked @ weights.flip(1)
        return values.flip(0), self.block[:, 0]

    def gradient_descent(self):
        step = self.iterate.parameters - LEARNING_RATE * self.iterate.gradient
        self.iterate = Point(self.network, step)
        self.eigenpairs(self.iterate, self.products_per_point)

    def measure_center(self, parameters):
        point = Point(self.network, parameters)
        values, u = self.eigenpairs(point, self.full_products_per_point)
        slope = point.third_derivative(u)
        perpendicular = slope - u.dot(slope) * u
        alpha = -point.gradient.dot(perpendicular)
        beta = perpendicular.dot(perpendicular)
        delta = (2 * alpha / beta).clamp(min=0).sqrt()
        return point, values[0], u, perpendicular, beta, delta

    def full(self, rounds):
        self.gradient_descent()
        point, sharpness, u, perpendicular, beta, delta = self.center
        x, y = u.dot(self.predicted), perpendicular.dot(self.predicted)
        cubic_x, cubic_y = u.dot(self.cubic), perpendicular.dot(self.cubic)
        probe = Point(self.network, point.parameters + x * u, for_products=False)
        product = point.product(self.predicted - x * u)
        cubic_product = point.product(self.cubic)
        at = point.parameters - LEARNING_RATE * point.gradient
        for _ in range(rounds):
            c, s, v, p, b, _ = self.measure_center(at)
            at = at - (s - 2 / LEARNING_RATE).clamp(min=0) / b * p - v.dot(c.gradient) / s * v
        self.center = self.measure_center(at)
        profile = u.dot(probe.gradient) - u.dot(point.gradient)
        update = point.gradient + product + (profile + x * y) * u + 0.5 * x**2 * perpendicular
        moved = self.center[0].parameters - point.parameters
        self.predicted = self.predicted - LEARNING_RATE * update - moved
        self.cubic = self.cubic - LEARNING_RATE * (
            0.5 * (cubic_x**2 - delta**2) * perpendicular + cubic_product + cubic_x * cubic_y * u
        )


def per_second(frame, minimum, budget):
    started = time.perf_counter()
    calls = 0
    while calls < 2 or time.perf_counter() - started < 2 * SAMPLE_SECONDS:
        frame()
        calls += 1
    repeats = max(1, round(SAMPLE_SECONDS * calls / (time.perf_counter() - started)))
    rates = []
    started = time.perf_counter()
    while len(rates) < minimum or time.perf_counter() - started < budget:
        sample = time.perf_counter()
        for _ in range(repeats):
            frame()
        rates.append(repeats / (time.perf_counter() - sample))
    return statistics.median(rates)


def peak_gflops(minimum, budget):
    """Of the BLAS that this PyTorch was given: Debian's default one has no vector instructions."""
    a, b = torch.randn(PEAK_SIZE, PEAK_SIZE), torch.randn(PEAK_SIZE, PEAK_SIZE)
    return 2e-9 * PEAK_SIZE**3 * per_second(lambda: a @ b, minimum, budget)


def main():
    request = json.load(sys.stdin)
    minimum, budget = request["minimum"], request["budgetSeconds"]
    rows = []
    for described in request["networks"]:
        network = Network(described["samples"], described["widths"])
        frame = Frame(
            network, described["productsPerPoint"], described["centerProductsPerPoint"]
        )
        rows.append(
            {
                "gdSharpnessPerSecond": per_second(frame.gradient_descent, minimum, budget),
                "frame1PerSecond": per_second(lambda: frame.full(1), minimum, budget),
            }
        )
    json.dump({"peakGflops": peak_gflops(minimum, budget), "rows": rows}, sys.stdout)


main()
