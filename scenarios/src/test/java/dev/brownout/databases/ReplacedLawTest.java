package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.analysis.Forecast;
import dev.brownout.result.Explanation;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A new machine for a lost replica, which copies 600 MB at 80 Mbps in 60 s while 20 writes a second wait for it: 1,200,
 * of which it works off 50 a second while 20 more come.
 */
@Tag("law")
class ReplacedLawTest {
    private static String site(int seed, String more) {
        return """
                run: { duration: 250s, seed: %d }
                network: none
                components:
                  db:
                    kind: database
                    replicas: 2
                    cores: 8
                    read: 1ms
                    write: 1ms
                    replication: { mode: async, backlog: 0ms, apply: 50/s }
                    reads: { from: replicas, health: { every: 1s, fall: 3, timeout: 500ms }%s }
                    replace: { after: 20s, data: 600MB, rate: 80Mbps }
                requests:
                  save: { rate: 20/s, key: uniform(100), steps: [write: db] }
                  look: { rate: 20/s, key: uniform(100), steps: [read: db] }
                faults: [ at 30s: power-off db/replica-1 as gone ]
                """.formatted(seed, more);
    }

    /** Seconds from the beginning of the copying until the new machine has caught up. */
    private static double caughtUp(VariantResult result) {
        return (at(result, "caught-up") - at(result, "copying")) / 1e9;
    }

    private static long at(VariantResult result, String what) {
        return result.timeline().stream()
                .filter(happening -> happening.what().equals(what))
                .findFirst()
                .orElseThrow()
                .atNanos();
    }

    private static Explanation.Replaced paper(String more) {
        return Forecast.of(Site.load(site(0, more)).scenario())
                .explanation("")
                .logs()
                .get(0)
                .replaced()
                .orElseThrow();
    }

    @Test
    void worksOffWhatWasWrittenWhileItCopied() {
        double catchUp = 20 * 60 / (50 - 20.0);
        assertThat(paper("").afterNanos()).isEqualTo(20e9);
        assertThat(paper("").copyNanos()).isCloseTo(60e9, within(1.0));
        assertThat(paper("").catchUpNanos()).isCloseTo(catchUp * 1e9, within(10.0));
        Means.agree(seed -> caughtUp(Site.run(site(seed, ""))), 60 + catchUp, 0.02);
    }

    /** One that may be 6 s behind is asked a tenth earlier. */
    @Test
    void isAskedWhenItIsNotTooFarBehind() {
        double catchUp = 20 * (60 - 6) / (50 - 20.0);
        assertThat(paper(", max_lag: 6s").catchUpNanos()).isCloseTo(catchUp * 1e9, within(10.0));
        Means.agree(seed -> caughtUp(Site.run(site(seed, ", max_lag: 6s"))), 60 + catchUp, 0.02);
    }

    @Test
    void neverCatchesUpWithMoreThanItCanApply() {
        String site = site(0, "").replace("apply: 50/s", "apply: 20/s");
        Explanation paper = Forecast.of(Site.load(site).scenario()).explanation("");
        assertThat(paper.logs().get(0).replaced().orElseThrow().catchUpNanos()).isInfinite();
    }
}
