package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values recorded in files, with paths relative to the scenario. */
class FileValuesTest {
    @TempDir
    private Path folder;

    private Path scenario(String service) throws Exception {
        Files.createDirectories(folder.resolve("data/p99"));
        Files.createDirectories(folder.resolve("mine"));
        for (String name : new String[] {"data/p99/latency-2024.v2.csv", "mine/latency.csv", "latency.csv"}) {
            Files.writeString(folder.resolve(name), "5ms\n8ms\n");
        }
        Files.createDirectories(folder.resolve(".git"));
        return Files.writeString(
                folder.resolve("mine/scenario.yaml"),
                replaceParts(ScenarioTexts.GOOD, "kind: server", "kind: server, service: " + service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file(latency.csv)",
                "file(./latency.csv)",
                "file(../latency.csv) + 1ms",
                "file(../data/p99/latency-2024.v2.csv)",
                "mix(50% file(latency.csv) 50% 1ms)"
            })
    void readsFilesByRelativePath(String service) throws Exception {
        Loader loader = new Loader(none -> Optional.empty());
        assertThat(loader.load(scenario(service), Overrides.NONE).variants()).hasSize(1);
    }

    @Test
    void rejectsMissingFilesWithTheirName() throws Exception {
        Path file = scenario("file(data/gone.csv)");
        Loader loader = new Loader(none -> Optional.empty());
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> loader.load(file, Overrides.NONE));
        assertThat(problems.getMessage()).contains("cannot read 'data/gone.csv'");
    }
}
