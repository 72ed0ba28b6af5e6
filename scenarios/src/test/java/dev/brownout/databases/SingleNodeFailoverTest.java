package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioTexts;
import org.junit.jupiter.api.Test;

/** Effect of a failover on a database with one node. */
class SingleNodeFailoverTest {
    private static final String SITE = """
            run: { duration: 60s, seed: 4 }
            network: none
            components:
              web: { kind: server, service: 0ms, cores: 100 }
              db: { kind: database, replicas: 0, write: 0ms, cores: 100 }
            requests:
              save: { rate: constant(10/s), key: uniform(5), steps: [web, write: db] }
            faults: [at 10s: crash db/primary for 30s]
            """;

    private static long saved(String database) {
        return TestScenarioRunner.run(ScenarioTexts.replaceParts(SITE, "replicas: 0", "replicas: 0, " + database))
                .requests()
                .get("save")
                .good();
    }

    /** The lease of 20 s expires during the outage of 30 s. Writes start again 3 s after the node: 30 writes less. */
    @Test
    void onlyNodeTakesOverAfterItsLeaseHasExpired() {
        long without = saved("failover: none");
        assertThat(saved("failover: { lease: 20s, loop: 1s, takeover: 3s }")).isBetween(without - 31, without - 29);
        assertThat(saved("failover: { lease: 50s, loop: 1s, takeover: 3s }")).isEqualTo(without);
    }
}
