package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * Examples of {@code docs/experiments-in-java.md} compile with the test class path of a user and run. The first block
 * is a class, the remaining blocks are further methods of it.
 */
class ExperimentsPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "experiments-in-java.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

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
        String name = CLASS.matcher(text).results().findFirst().orElseThrow().group(1);
        Path source = Files.writeString(folder.resolve(name + ".java"), text);
        String classPath = System.getProperty("java.class.path");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(code).as(text).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(loader.loadClass(name)))
                    .execute()
                    .testEvents();
            assertThat(tests.failed().stream().map(Event::getPayload)).isEmpty();
            assertThat(tests.succeeded().count()).isEqualTo(blocks.size() + 1);
        }
    }
}
