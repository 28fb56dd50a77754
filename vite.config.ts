import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
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

export default defineConfig({
  base: "./",
  plugins: [react(), modernFontsOnly(), contentSecurityPolicy()],
  worker: { format: "es" },
  build: { target: "es2023", assetsInlineLimit: 0, chunkSizeWarningLimit: 2500 },
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
