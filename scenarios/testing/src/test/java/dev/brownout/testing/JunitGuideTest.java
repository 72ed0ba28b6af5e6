package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Event;

/**
 * The example of {@code docs/guides/in-junit.md} compiles with the test class path of a user. Its tests pass, and fail
 * with the documented message after the documented change. {@code -Dbrownout.write=true} updates the message.
 */
class JunitGuideTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "guides", "in-junit.md");
    private static final String REPORT = "  report: ";

    @TempDir
    private Path folder;

    private static String block(String kind) throws IOException {
        Matcher block = Pattern.compile("(?ms)^```" + Pattern.quote(kind) + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(kind).isTrue();
        return block.group(1);
    }

    private List<Event> run(String name, String scenario) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        Files.writeString(own.resolve("shop.yaml"), scenario);
        return PageClass.run(own, block("java ShopSlaTest.java"), SlaTestEngine.ID, "junit-jupiter");
    }

    @Test
    void testsPassAndFailAfterTheDocumentedChange() throws Exception {
        String scenario = block("yaml shop.yaml");
        List<Event> good = run("good", scenario);
        assertThat(PageClass.failures(good)).isEmpty();
        assertThat(good).hasSize(4);

        assertThat(scenario).contains("redispatch: 1");
        List<String> failures = PageClass.failures(run("bad", scenario.replace("redispatch: 1", "redispatch: 0")));
        assertThat(failures).hasSize(2);
        String message = failures.get(0);
        String shown = message.substring(0, message.indexOf(REPORT) + REPORT.length()) + "…/report.html\n";
        if (Boolean.getBoolean("brownout.write")) {
            String page = Files.readString(PAGE);
            Files.writeString(PAGE, page.replace("```text\n" + block("text") + "```", "```text\n" + shown + "```"));
        }
        assertThat(shown).isEqualTo(block("text"));
    }
}
