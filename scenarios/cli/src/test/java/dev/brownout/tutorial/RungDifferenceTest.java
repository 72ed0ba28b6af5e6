package dev.brownout.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.translation.TextLanguage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Text description of a scenario, of the changes between two scenarios, and of the call graph. */
class RungDifferenceTest {
    private static final TextLanguage ENGLISH = TextLanguage.en;

    private static final String BEFORE = """
            load: 60/s
            components:
              web: { kind: server, cores: 4, service: exp(40ms) }
              db: { kind: database, replicas: 0, failover: { lease: 20s, loop: 5s } }
            requests: { page: { share: 90%, timeout: 2s, path: [web, db] }, odd: { share: 10%, path: [web] } }
            faults: [at 1m: crash web/1 for 5s]
            run: 2m
            """;

    private static final String NOW = """
            load: 120/s
            components:
              lb: { kind: load-balancer }
              web: { kind: server, cores: 8, service: exp(40ms), nodes: 1 }
              cache: { kind: cache, entries: 2k, source: db }
              db: { kind: database, replicas: 0 }
            requests:
              page: { share: 90%, timeout: 2s, key: uniform(10), path: [lb, web, cache, db] }
              post: { share: 10%, timeout: 1s, steps: [web, write: cache] }
            faults: [at 1m: crash web/1 for 5s, at 90s: crash db/primary as gone]
            run: 3m
            """;

    private static Variant variant(String text) {
        try {
            return new Loader(name -> Optional.empty())
                    .load("plan", text, Overrides.NONE)
                    .variants()
                    .get(0);
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render(), wrong);
        }
    }

    @Test
    void describesAScenarioByComponent() {
        assertThat(RungDifference.lines(variant(BEFORE), ENGLISH))
                .containsExactly(
                        "db (database): failover.lease 20s, failover.loop 5s, replicas 0",
                        "load: 60/s",
                        "odd: share 10%",
                        "page: share 90%, timeout 2s",
                        "web (server): cores 4, service exp(40ms)",
                        "fault: at 1m: crash web/1 for 5s");
    }

    @Test
    void describesAddedChangedAndRemovedParts() {
        assertThat(RungDifference.lines(variant(BEFORE), variant(NOW), ENGLISH))
                .containsExactly(
                        "new: cache: entries 2k, source db",
                        "new: lb (load-balancer)",
                        "load: 60/s -> 120/s",
                        "page: key uniform(10)",
                        "new: post: share 10%, timeout 1s",
                        "web: cores 4 -> 8",
                        "db: no longer failover",
                        "removed: odd",
                        "fault: at 90s: crash db/primary as gone");
    }

    @Test
    void equalScenariosHaveNoDifferences() {
        assertThat(RungDifference.lines(variant(NOW), variant(NOW), ENGLISH)).isEmpty();
    }

    @Test
    void callLinesOmitRepeatedPaths() {
        assertThat(CallLines.lines(variant(NOW).scenario()))
                .containsExactly("page -108/s-> lb -108/s-> web -120/s-> cache -22.8/s-> db", "post -12/s-> web");
    }
}
