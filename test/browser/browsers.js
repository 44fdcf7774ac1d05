// Starts the two browsers that the tests run in, both as they come from Debian.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

// found is the first of these programs that there is.
function found(...paths) {
  const p = paths.find((x) => x && existsSync(x));
  if (!p) throw new Error(`none of ${paths.join(", ")} is there: run test/browser/install.sh`);
  return p;
}

// open gives a browser with a profile of its own, and how to end both.
export async function open(name) {
  const profile = mkdtempSync(join(tmpdir(), `comity-${name}-`));
  const browser = await (name === "chrome" ? chromium(profile) : firefox(profile));
  return {
    browser,
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

const chromium = (userDataDir) => puppeteer.launch({
  browser: "chrome", executablePath: found(process.env.CHROMIUM, "/usr/bin/chromium"), headless: true, userDataDir,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=en"],
});

const firefox = (userDataDir) => puppeteer.launch({
  browser: "firefox", executablePath: found(process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"), headless: true, userDataDir,
  extraPrefsFirefox: { "intl.accept_languages": "en", "app.update.enabled": false, "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false, "datareporting.policy.dataSubmissionEnabled": false },
});
