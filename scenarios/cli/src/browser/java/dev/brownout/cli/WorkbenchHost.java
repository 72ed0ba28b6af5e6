package dev.brownout.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brownout.workbench.InitialScenario;
import dev.brownout.workbench.ServedPage;
import dev.brownout.workbench.Workbench;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** Tests of the page of the command serve in a real browser. */
abstract class WorkbenchHost {
    static Workbench workbench;
    static Browser browser;

    /** Starts a server of the page, and a browser. */
    static void start(InitialScenario initial, ServedPage page) throws IOException {
        Optional<Path> chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "chromium is needed");
        workbench = new Workbench(initial, page, InetAddress.getLoopbackAddress(), 0);
        browser = new Browser(chromium.get(), workbench.address().toString());
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            workbench.close();
        }
    }
}
