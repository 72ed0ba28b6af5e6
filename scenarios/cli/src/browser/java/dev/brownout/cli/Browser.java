package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium with the errors of its pages and their requests to a network. */
final class Browser implements AutoCloseable {
    /** Maximum wait for a state of a page, in ms. A correct page on a slow machine needs a small part of it. */
    private static final double PATIENCE_MILLIS = 180_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final String address;

    /**
     * Creates a browser.
     *
     * @param place prefix of the addresses that pages may request; a request for another address is a complaint
     */
    Browser(Path chromium, String place) {
        this.address = place;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Returns the Chromium of this machine. */
    static Optional<Path> installed() {
        return installed("chromium", "chromium-browser", "google-chrome");
    }

    /** Returns the first program of this machine with one of some names. */
    static Optional<Path> installed(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Runs a command that writes a report to a folder. Returns the report. */
    static Path report(Path folder, String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--out", folder.toString()));
        Session session = Session.of(words.toArray(String[]::new));
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        return folder.resolve("report.html");
    }

    /** Returns an empty page of a width in pixels. */
    Page page(int width, boolean dark, boolean script) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setJavaScriptEnabled(script));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(address)) {
                complaints.add("asks for " + request.url());
            }
        });
        return page;
    }

    /** Returns a page of a width in pixels with a report, at an address within it. */
    Page open(Path report, String address, int width) {
        Page page = page(width, false, true);
        page.navigate(report.toUri() + address);
        awaitRendering(page);
        return page;
    }

    /** Waits until all changes are drawn. */
    static void awaitRendering(Page page) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /** Waits until the fragment of the address, which follows the view after a short time, matches. */
    static void awaitHash(Page page, String regex) {
        page.waitForFunction("regex => new RegExp(regex).test(location.hash)", "^" + regex + "$");
    }

    /**
     * Closes all pages: an open page is drawn again and again, and each test would be slower than the one before.
     *
     * @return errors, console messages and forbidden requests of the pages so far
     */
    List<String> closePages() {
        browser.contexts().forEach(BrowserContext::close);
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
