import { describe, expect, it } from "vitest";
import { decodeLink } from "./decodeLink.ts";
import { encodeLink } from "./encodeLink.ts";
import { findPreset, presets } from "./fixtures/testPresets.ts";

describe("what a link gets wrong", () => {
  const corrections: [link: string, becomes: string, notice: string][] = [
    [
      "#lr=-1",
      "#v=1",
      'In the link, lr is "-1" but must be a number above 0 and at most 1000; 0.1 is used instead.',
    ],
    [
      "#preset=digits&lr=x",
      "#v=1&preset=digits",
      'In the link, lr is "x" but must be a number above 0 and at most 1000; 0.05 is used instead.',
    ],
    [
      "#w=3,zz",
      "#v=1",
      'In the link, w is "3,zz" but must be a whole number from 1 to 4096; 32,32 is used instead.',
    ],
    [
      "#preset=digits&model=cnn&ch=8,8,8",
      "#v=1&preset=digits&model=cnn",
      "In the link, model.channels: got [8, 8, 8], must have at most 2 entries, because each halves the images of 7×7; ch=8,8 is used instead.",
    ],
    [
      "#model=cnn",
      "#v=1",
      'In the link, model.kind: got "cnn", which needs images, but data.kind is "chebyshev"; must be "mlp", "residual-mlp" or "layernorm-mlp" here, or data must be images; model=mlp is used instead.',
    ],
    [
      "#model=residual-mlp&w=8,9",
      "#v=1&model=residual-mlp",
      "In the link, model.hidden: got [8, 9], must be widths that are all the same, because each layer is added to its input; w=32,32 is used instead.",
    ],
    ["#ch=8", "#v=1", "The link gives ch, which has a meaning only with model=cnn; it is ignored."],
    ["#bias=maybe", "#v=1", 'In the link, bias is "maybe" but must be 1 or 0; 1 is used instead.'],
    [
      "#until=-3",
      "#v=1",
      'In the link, until is "-3" but must be a whole number from 0 to 10000000; the default is used instead.',
    ],
    [
      "#rmap=-1",
      "#v=1",
      'In the link, rmap is "-1" but must be a number from 0 to 10, or off; off is used instead.',
    ],
    [
      "#speed=%0A",
      "#v=1",
      'In the link, speed is "\uFFFD" but must be steps per second, from 0.1 to 100000; the default is used instead.',
    ],
    [
      "#lrc=9",
      "#v=1",
      'In the link, lrc is "9" but must be a number above 0 and at most 1000; none is used instead.',
    ],
    [
      "#preset=gone&seed=3",
      "#v=1&seed=3",
      'The link asks for the preset "gone", which this version does not have; the default experiment is used instead.',
    ],
    [
      "#v=9&seed=3",
      "#v=1&seed=3",
      "The link comes from a newer version of the app; what this version knows of it is used.",
    ],
    ["#v=one", "#v=1", 'The link\'s version v is "one"; it is read as version 1.'],
    ["#seed=3&seed=4", "#v=1&seed=3", "The link has seed more than once; the first one is used."],
    ["#lr=1&lr=2&lr=3", "#v=1&lr=1", "The link has lr more than once; the first one is used."],
    [
      "#later=1&later=2",
      "#v=1&later=1&later=2",
      'The link has "later", which this version does not know; that is kept and has no effect.',
    ],
    [
      "#x-later=2.1&seed=3",
      "#v=1&seed=3&x-later=2.1",
      'The link has "x-later", which this version does not know; that is kept and has no effect.',
    ],
    [
      "#lecture=2.1",
      "#v=1",
      'In the link, lecture is "2.1" but must be 1 or 0; 0 is used instead.',
    ],
    [
      "#window=1113-640&at=824",
      "#v=1&at=824",
      'In the link, window is "1113-640" but must be two steps, the earlier one first, such as 640-1113; the default is used instead.',
    ],
    [
      "#lesson=two",
      "#v=1",
      'In the link, lesson is "two" but must be a lesson and one of its steps, counted from 1, such as first-edge.2; the default is used instead.',
    ],
    [
      "#hide=strip,sparkles,loss&lock=rate",
      "#v=1&hide=strip,loss&lock=rate",
      'In the link, hide has "sparkles", which this version does not know; the rest of it holds.',
    ],
    [
      "#lock=a,b,c,d,e",
      "#v=1",
      'In the link, lock has "a", "b", "c" and 2 more, which this version does not know; the rest of it holds.',
    ],
    [
      "#side=14",
      "#v=1",
      "The link gives side, which has a meaning only with data=mnist, data=fashion-mnist or data=cifar10; it is ignored.",
    ],
    [
      "#loss=logistic",
      "#v=1",
      'In the link, loss: got "logistic", which needs one output with targets 1 and -1, but the targets are values of a Chebyshev polynomial; must be "mse" or "half-mse" here; loss=mse is used instead.',
    ],
    [
      "#preset=digits&data=chebyshev",
      "#v=1&preset=digits&data=chebyshev&loss=mse",
      'In the link, loss: got "cross-entropy", which needs one-hot targets, but the targets are values of a Chebyshev polynomial; must be "mse" or "half-mse" here; loss=mse is used instead.',
    ],
    [
      "#data=mnist&n=500&offset=1900",
      "#v=1&data=mnist&n=20&offset=1900",
      "In the link, data.samples: got 500, must be at most 100 with data.offset 1900, because the first 2000 images ship with the app; n=20 is used instead.",
    ],
    [
      "#data=cifar10&n=200&classes=3,5&side=7&targets=sign",
      "#v=1&data=cifar10&n=200&classes=3,5&targets=sign",
      'In the link, side is "7" but must be 8, 16 or 32; 32 is used instead.',
    ],
    [
      "#data=cifar10&classes=3,cat",
      "#v=1&data=cifar10",
      'In the link, classes is "3,cat" but must be null for all 10 classes, or a list of 2 to 10 different ones from 0 to 9; all is used instead.',
    ],
    [
      "#w=8&params=1,2",
      "#v=1&w=8",
      "In the link, init.parameters: got [1, 2], must be a list of length 25, the number of parameters of the network 1-8-1 with bias; the default is used instead.",
    ],
    [
      "#preset=explicit&w=8",
      "#v=1&preset=explicit&w=8&init=torch",
      "In the link, init.parameters: got [0.5, -0.25], must be a list of length 25, the number of parameters of the network 1-8-1 with bias; the default is used instead.",
    ],
    [
      "#data=inline&seed=3",
      "#v=1",
      "In the link, data.inputs: got [], must be a list of 1 to 100000 rows, one per sample; the experiment it starts from is used instead.",
    ],
  ];
  it.each(corrections)("%s becomes %s", (link, becomes, notice) => {
    const { state, notices } = decodeLink(link, findPreset);
    expect(encodeLink(state, findPreset)).toBe(becomes);
    expect(notices).toEqual([notice]);
  });

  it("an embed leaves out the charts but sharpness, unless it says what to hide", () => {
    const hidden = (hash: string) => decodeLink(hash, findPreset).state.hide;
    expect(hidden("#embed=1")).toEqual(["strip", "loss", "distance"]);
    expect(hidden("#hide=distance&embed=1")).toEqual(["distance"]);
    expect(hidden("#embed=1&hide=")).toEqual([]);
    expect(hidden("#embed=0")).toEqual([]);
  });

  it("a preset may hide parts, and a link may show them again", () => {
    const hidden = (hash: string) => decodeLink(hash, findPreset).state.hide;
    expect(hidden("#preset=bare")).toEqual(["axes", "slice"]);
    expect(hidden("#preset=bare&hide=")).toEqual([]);
    expect(hidden("#preset=bare&embed=1")).toEqual(["strip", "loss", "distance"]);
  });

  it("sums up many unknown keys in one notice", () => {
    const { state, notices } = decodeLink("#a=1&b=2&c=3&d=4&e=5", findPreset);
    expect(state.unknown).toHaveLength(5);
    expect(notices).toEqual([
      'The link has "a", "b", "c" and 2 more keys, which this version does not know; that is kept and has no effect.',
    ]);
  });

  it("takes linear time on a megabyte of junk", { timeout: 20_000 }, () => {
    const junk = [
      `#lr=${"1".repeat(1e6)}e`,
      `#data=inline&x=${"(".repeat(1e6)}`,
      `#params=${"1,".repeat(5e5)}`,
      `#lrc=${"1:1,".repeat(2e5)}`,
      `#${"a=1&".repeat(2e5)}`,
    ];
    for (const hash of junk) {
      expect(decodeLink(hash, findPreset).notices.length).toBeGreaterThan(0);
    }
  });

  it("never changes a preset", () => {
    const before = structuredClone(presets);
    decodeLink("#preset=digits&w=5&side=14&lrc=3:1&curves=gd&lr=3", findPreset);
    expect(presets).toEqual(before);
  });
});
