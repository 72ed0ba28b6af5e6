package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Transitive dependencies of this module on the test class path of a user, as resolved by the build. */
class TestClassPathTest {
    private static final Pattern ARTIFACT = Pattern.compile("(?m)^ *([\\w.-]+:[\\w.-]+):jar:");

    @Test
    void dependenciesAreMinimal() throws Exception {
        assertThat(resolveJars())
                .containsExactlyInAnyOrder(
                        "dev.brownout:simulator-core",
                        "org.apache.commons:commons-math3",
                        "org.hdrhistogram:HdrHistogram",
                        "dev.brownout:reports",
                        "com.fasterxml.jackson.core:jackson-annotations",
                        "com.fasterxml.jackson.core:jackson-core",
                        "com.fasterxml.jackson.core:jackson-databind",
                        "dev.brownout:scenarios",
                        "com.fasterxml.jackson.dataformat:jackson-dataformat-yaml",
                        "org.yaml:snakeyaml",
                        "org.antlr:antlr4-runtime",
                        "org.apache.commons:commons-text",
                        "org.apache.commons:commons-lang3",
                        "org.assertj:assertj-core",
                        "net.bytebuddy:byte-buddy");
    }

    private static List<String> resolveJars() throws Exception {
        try (InputStream list = TestClassPathTest.class.getResourceAsStream("/dependencies.txt")) {
            assertThat(list).as("dependencies.txt, which the build writes").isNotNull();
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return ARTIFACT.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }
}
