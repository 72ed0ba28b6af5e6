package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three shards of an experiment with any library scenario merge to the same bytes as a single process. The loads are
 * those of {@link Digests}.
 */
@Tag("once")
class LibraryShardsTest extends ShardCommandFixture {
    private static final int SHARDS = 3;

    /** Regular builds run one scenario of this number. */
    private static final int PART = 61;

    static List<String> scenarios() throws IOException {
        return Digests.recorded().outputs().keySet().stream()
                .map(command -> command.substring("run ".length()))
                .toList();
    }

    static List<String> some() throws IOException {
        List<String> all = scenarios();
        return IntStream.range(0, all.size())
                .filter(number -> number % PART == 2)
                .mapToObj(all::get)
                .toList();
    }

    static List<String> others() throws IOException {
        List<String> others = new ArrayList<>(scenarios());
        others.removeAll(some());
        return others;
    }

    @ParameterizedTest
    @MethodSource("some")
    void sampledScenariosMergeToTheWholeResult(String scenario) throws IOException {
        merges("sweep " + scenario + " --vary run.seed=1..3");
        merges("replicate " + scenario + " -n 3");
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("others")
    void remainingScenariosMergeToTheWholeResult(String scenario) throws IOException {
        sampledScenariosMergeToTheWholeResult(scenario);
    }

    /** Experiments with points at which two variants have equal measurements. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sweep single-server --vary load=20/s..60/s/2",
                "sweep cache-sizing --for 3s --set run.warmup=1s --vary load=1/s..30/s/2"
            })
    void equalVariantsMergeToTheWholeResult(String command) throws IOException {
        merges(command);
    }

    private void merges(String command) throws IOException {
        String kind = command.substring(0, command.indexOf(' '));
        Path whole = folder.resolve(kind + "/whole");
        Session one = run(command, "--out", whole.toString());
        held(one);
        List<String> folders = new ArrayList<>();
        for (int number = SHARDS; number >= 1; number--) {
            Path out = folder.resolve(kind + "/shard" + number);
            Session session = run(command, "--shard", number + "/" + SHARDS, "--out", out.toString());
            assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
            folders.add(out.toString());
        }
        Path out = folder.resolve(kind + "/merged");
        Session merged = merge(folders, out);
        assertThat(merged.err()).isEqualTo(one.err());
        assertThat(merged.code()).isEqualTo(one.code());
        assertThat(merged.out()).isEqualTo(one.out().replace(whole.toString(), out.toString()));
        assertThat(Shop.files(out)).isEqualTo(Shop.files(whole));
    }
}
