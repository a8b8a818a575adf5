/**
 * The pages in a real browser, headless. Where no Chromium is found, or the npm packages of {@code src/test/js} are not
 * installed, these tests are skipped and say why.
 */
package dev.limen.browser;
