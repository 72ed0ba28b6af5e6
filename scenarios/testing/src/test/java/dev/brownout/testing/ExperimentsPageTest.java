package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

    @Test
    void examplesCompileAndRun() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        String first = blocks.get(0).stripTrailing();
        String text =
                first.substring(0, first.length() - 1) + String.join("\n", blocks.subList(1, blocks.size())) + "}\n";
        List<Event> tests = PageClass.run(folder, text, "junit-jupiter");
        assertThat(PageClass.failures(tests)).isEmpty();
        assertThat(tests).hasSize(blocks.size() + 1);
    }
}
