package dev.brownout.cli;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** Accessibility rules of axe-core, applied to a page and its frames. */
final class AccessibilityRules {
    /** Rules that load style sheets and media once more, which browsers permit from servers only. */
    private static final List<String> LOADING = List.of("css-orientation-lock", "no-autoplay-audio");

    private AccessibilityRules() {}

    /**
     * Returns the violated rules with all their elements. Every rule runs on every element. The result has the
     * violations alone, as the elements that meet the rules are most of it.
     *
     * <p>The results of several frames are joined by this process, which sends them to the browser once more. A page
     * without frames needs no join: it runs the rules in one call, which is called the legacy mode, in a third of the
     * time.
     */
    static List<Rule> violations(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeBuilder rules = new AxeBuilder(page)
                .options(options)
                .setLegacyMode(page.frames().size() == 1);
        if (page.url().startsWith("file:")) {
            rules.disableRules(LOADING);
        }
        return rules.analyze().getViolations();
    }
}
