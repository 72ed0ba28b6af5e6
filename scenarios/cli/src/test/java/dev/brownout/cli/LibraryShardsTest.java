package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three shards of an experiment with any library scenario merge to the same bytes as a single process. */
@Tag("once")
class LibraryShardsTest extends ShardCommandFixture {
    private static final int SHARDS = 3;

    private static final String RICHEST = "capstone";

    static List<String> remaining() {
        List<String> others = new ArrayList<>(new ShippedLibrary().names());
        others.remove(RICHEST);
        return others;
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"hello-world --for 5s", RICHEST})
    void scenariosMergeToTheWholeResult(String scenario) throws IOException {
        merges("sweep " + scenario + " --vary run.seed=1..3");
        merges("replicate " + scenario + " -n 3");
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("remaining")
    void remainingScenariosMergeToTheWholeResult(String scenario) throws IOException {
        scenariosMergeToTheWholeResult(scenario);
    }

    /** Experiments with points at which two variants have equal measurements. */
    @Tag("change")
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
        occupyFolder(one);
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
