import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { docsPages } from "./src/cli/site/docsPages.ts";
import { pageChunks } from "./src/cli/site/pageChunks.ts";
import { chromiumLaunchOptions } from "./e2e/support/chromium.ts";

/**
 * The policy of the built page. Only the build has it: Vite's development preamble is inline.
 * `wasm-unsafe-eval` lets the page compile its own .wasm files, nothing else.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  // src/trustedTypes.ts is the one policy.
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

function contentSecurityPolicy(): Plugin {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        injectTo: "head-prepend",
        attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY },
      },
    ],
  };
}

/** Every browser that can run the page reads WOFF2: the other two of three files a font stay out. */
function modernFontsOnly(): Plugin {
  return {
    name: "modern-fonts-only",
    enforce: "pre",
    transform: (code, id) =>
      /katex(\.min)?\.css$/.test(id)
        ? {
            code: code.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)/g, ""),
            map: null,
          }
        : null,
  };
}

/** Larger files (data sets above 2 MB among them) are kept when they are first asked for. */
const KEPT_AT_ONCE_BYTES = 2_500_000;

/**
 * The installable site, all of it kept after the first visit. A newer version waits until the viewer
 * asks for it ("prompt"): a run is never interrupted.
 */
function offlineSite() {
  return VitePWA({
    registerType: "prompt",
    injectRegister: null,
    manifest: {
      name: "Brink: gradient descent at the edge of stability",
      short_name: "Brink",
      description: "Gradient descent at the edge of stability, live, with its prediction.",
      start_url: "./",
      scope: "./",
      display: "standalone",
      background_color: "#fdfcf9",
      theme_color: "#fdfcf9",
      icons: [
        { src: "favicon.svg", sizes: "any", type: "image/svg+xml" },
        { src: "icons/icon-192.png", sizes: "192x192", type: "image/png" },
        { src: "icons/icon-512.png", sizes: "512x512", type: "image/png" },
        {
          src: "icons/maskable-512.png",
          sizes: "512x512",
          type: "image/png",
          purpose: "maskable",
        },
      ],
    },
    workbox: {
      // Else sw.js would load it by a string, which Trusted Types refuse where a host sends the policy.
      inlineWorkboxRuntime: true,
      globPatterns: ["**/*.{html,js,css,wasm,svg,png,woff2,bin,gz,json,rec}"],
      // The build would complain of a file that is only too large.
      globIgnores: ["data/cifar10-*.bin"],
      maximumFileSizeToCacheInBytes: KEPT_AT_ONCE_BYTES,
      // Names of built files hold their content's hash already.
      dontCacheBustURLsMatching: /^assets\//,
      cleanupOutdatedCaches: true,
      clientsClaim: true,
      runtimeCaching: [
        { urlPattern: /\/data\/.*\.bin$/, handler: "CacheFirst", options: { cacheName: "data" } },
      ],
    },
  });
}

const chunks = pageChunks();

export default defineConfig({
  base: "./",
  plugins: [
    react(),
    chunks.plugin,
    modernFontsOnly(),
    contentSecurityPolicy(),
    docsPages(CONTENT_SECURITY_POLICY),
    offlineSite(),
  ],
  worker: { format: "es" },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    // Every browser that has the target knows modulepreload.
    modulePreload: {
      polyfill: false,
      // The names of what the lazy parts of the instrument import in turn would be a tenth of its own
      // script; their styles are waited for all the same.
      resolveDependencies: (_file, names, { hostId }) =>
        /\b(desk|shared)-/.test(hostId) ? names.filter((name) => name.endsWith(".css")) : names,
    },
    chunkSizeWarningLimit: 2500,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunks.groups } },
    },
  },
  optimizeDeps: {
    include: [
      "react",
      "react-dom/client",
      "zustand",
      "d3",
      "katex",
      "valibot",
      "@tensorflow/tfjs",
      "@tensorflow/tfjs-backend-wasm",
      "@tensorflow/tfjs-backend-webgpu",
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["src/**/*.test.ts"],
          exclude: ["**/*.browser.test.*"],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["src/**/*.browser.test.{ts,tsx}"],
          testTimeout: 180_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions("webgpu") }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
