package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials executed by another engine, in any order. */
class EngineOptionsTest extends ShardCommandFixture {
    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                SWEEP,
                "compare SHOP OTHER -n 3 --format markdown",
                "replicate SHOP -n 4 --seed 11 --format json --set sla.fast=page.p99<1ms"
            })
    void resultsDoNotDependOnTheEngine(String command) throws Exception {
        Path out = folder.resolve("here/out");
        Session here = run(command, "--out", out.toString());
        occupyFolder(here);
        Map<String, String> files = Shop.files(out);
        Path otherFolder = folder.resolve("there/out");
        Session session = run(command, "--out", otherFolder.toString(), "--engine", "backward", "--master=somewhere");
        assertThat(Shop.files(otherFolder)).isEqualTo(files);
        assertThat(session.out()).isEqualTo(here.out().replace(out.toString(), otherFolder.toString()));
        assertThat(session.code()).isEqualTo(here.code());
    }

    @Test
    void sparkEngineIsNotBundled() {
        Session session = run(SWEEP, "--engine", "spark", "--master", "spark://host:7077");
        onRefused(session, "--engine spark is not on the class path", "docs/guides/on-a-cluster.md", "--shard");
        assertThat(session.err()).containsOnlyOnce("brownout: ");
    }

    @Test
    void engineErrorIsPrintedAlone() {
        Session session = run(SWEEP, "--engine", "backward", "--master", "nowhere");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).isEqualTo("brownout: nobody is there\n");
    }

    @Test
    void rejectsInvalidEngineOptions() {
        onRefused(run(SWEEP, "--engine", "spak"), "unknown engine 'spak'; did you mean 'spark'?");
        onRefused(run(SWEEP, "--master", "spark://host:7077"), "--master needs --engine spark");
        onRefused(run("replicate SHOP --precision 5%", "--engine", "backward"), "--engine: --precision decides");
    }
}
