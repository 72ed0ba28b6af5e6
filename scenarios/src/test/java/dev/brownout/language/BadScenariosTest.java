package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of the folder {@code bad} is rejected with exactly the messages in its text file. */
class BadScenariosTest {
    private static final Path FOLDER = Path.of("src/test/resources/bad");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRejectedWithTheExpectedMessages(String name) throws IOException {
        String text = Files.readString(FOLDER.resolve(name));
        Loader loader = new Loader(SampleVerbs.dialect(), none -> Optional.empty());
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> loader.load(name, text, Overrides.NONE));
        assertThat(problems).as("problems of " + name).isNotNull();
        String expected = Files.readString(FOLDER.resolve(replaceParts(name, ".yaml", ".txt")));
        assertThat(problems.getMessage() + "\n").isEqualTo(expected);
    }

    @Test
    void everyCategoryHasAtLeastFiveFiles() throws IOException {
        List<String> files = files();
        for (String sort : List.of(
                "syntax",
                "duplicate",
                "unknown-key",
                "unknown-value",
                "unit",
                "range",
                "reference",
                "target",
                "relation",
                "param",
                "trap")) {
            assertThat(files).filteredOn(f -> f.startsWith(sort + "-")).as(sort).hasSizeGreaterThanOrEqualTo(5);
        }
    }
}
