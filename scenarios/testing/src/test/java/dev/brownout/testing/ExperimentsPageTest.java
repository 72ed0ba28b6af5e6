package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Event;

/**
 * Examples of {@code docs/experiments-in-java.md} compile with the test class path of a user and run. The first block
 * is a class, the remaining blocks are further methods of it.
 */
class ExperimentsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "experiments-in-java.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    @TempDir
    private Path folder;

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String text(List<String> blocks) {
        String first = blocks.get(0).stripTrailing();
        return first.substring(0, first.length() - 1) + String.join("\n", blocks.subList(1, blocks.size())) + "}\n";
    }

    @Test
    void examplesCompile() throws Exception {
        assertThat(PageClass.run(folder, text(blocks()))).isEmpty();
    }

    @Test
    @Tag("change")
    void examplesRun() throws Exception {
        List<String> blocks = blocks();
        List<Event> tests = PageClass.run(folder, text(blocks), "junit-jupiter");
        assertThat(PageClass.failures(tests)).isEmpty();
        assertThat(tests).hasSize(blocks.size() + 1);
    }
}
