package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.PlayedSite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that takes all machines away before anybody calls them is met by users whom a balancer tells so. */
class WatchedFaultTest {
    private static List<String> warnings(String health, String path) {
        return PlayedSite.run("""
                        run: 1m
                        components:
                          lb: { kind: load-balancer, health: %s }
                          web: { kind: server }
                        requests:
                          page: { rate: constant(6/min), path: [%s] }
                        faults: [at 1ms: power-off web]
                        """.formatted(health, path)).analysis().warnings();
    }

    @Test
    void whoIsNotCalledBecauseOfHealthChecksIsNotMissedByNobody() {
        assertThat(warnings("{}", "lb, web")).noneMatch(text -> text.contains("met nothing"));
        assertThat(warnings("none", "lb, web")).noneMatch(text -> text.contains("met nothing"));
    }
}
