package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Regression test with the fuzzing corpus: one input for each part of the code, and all findings. */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    static Stream<Arguments> targets() {
        return Stream.of(
                target("ScenarioText", FuzzTargets.ScenarioText::fuzzerTestOneInput),
                target("RelationText", FuzzTargets.RelationText::fuzzerTestOneInput),
                target("ValueText", FuzzTargets.ValueText::fuzzerTestOneInput),
                target("TraceFile", FuzzTargets.TraceFile::fuzzerTestOneInput));
    }

    private static Arguments target(String name, Consumer<byte[]> target) {
        return Arguments.of(name, target);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void everyInputIsReadOrRejected(String name, Consumer<byte[]> target) throws IOException {
        try (Stream<Path> files = java.nio.file.Files.list(CORPUS.resolve(name))) {
            List<Path> inputs = files.sorted().toList();
            assertThat(inputs).isNotEmpty();
            for (Path input : inputs) {
                byte[] bytes = java.nio.file.Files.readAllBytes(input);
                try {
                    target.accept(bytes);
                } catch (RuntimeException | AssertionError wrong) {
                    throw new AssertionError(name + " on " + input.getFileName() + ": " + wrong.getMessage(), wrong);
                }
            }
        }
    }
}
