import { defineConfig } from "@playwright/test";
import { chromiumLaunchOptions } from "./e2e/support/chromium.ts";

/** Another one lets two checkouts be tested at a time. */
const PORT = Number(process.env["E2E_PORT"] ?? 4173);

export default defineConfig({
  testDir: "e2e",
  // Two cores: one browser that trains and one that draws is all they can do.
  workers: 1,
  timeout: 180_000,
  // On a machine that is busy with others a journey may lose a race; it is run again, and listed as flaky.
  retries: 1,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    trace: "retain-on-failure",
    // Only the journeys about the kept site want it: elsewhere it would answer for the server.
    serviceWorkers: "block",
  },
  webServer: {
    // What is tested is what ships.
    command: `npm run build && npx vite preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    timeout: 180_000,
    reuseExistingServer: false,
  },
  projects: [
    {
      name: "webgpu",
      testMatch: "webgpu.spec.ts",
      use: { launchOptions: chromiumLaunchOptions("webgpu") },
    },
    {
      name: "fallback",
      testIgnore: "webgpu.spec.ts",
      use: { launchOptions: chromiumLaunchOptions("none") },
    },
  ],
});
