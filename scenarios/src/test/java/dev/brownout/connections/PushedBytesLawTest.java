package dev.brownout.connections;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.CostResult;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten messages of 100 kB per second, each to fifty users: 50 MB/s to users, half of them through another zone. */
@Tag("law")
class PushedBytesLawTest {
    private static VariantResult chat(int seed) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, seed: %d }
                components:
                  gateway: { kind: server, nodes: 4, zones: 2, cores: 20, service: 1ms, connections: 10k }
                  web: { kind: server, nodes: 4, zones: 2, service: 1ms }
                requests:
                  connect: { rate: connections(4k reconnect=uniform(0s 10s)), timeout: 2s, path: [gateway] }
                  say: { rate: 10/s, size: 100kB, steps: [web, { push: gateway, times: 50 }] }
                price_list: { users: { bytes: $0.09/GB } }
                predict:
                  apart: web.bytes_to_zones ~ 2500MB +/- 100%%
                  back: gateway.bytes_to_zones ~ 1B +/- 100%%
                """.formatted(seed));
    }

    /** 180 GB per hour at $0.09. */
    @Test
    void pushedBytesAreBilledPerUser() {
        SeedAssertions.agree(
                seed -> chat(seed)
                        .cost()
                        .components()
                        .get(CostResult.BYTES_TO_USERS)
                        .perHour(),
                16.2,
                0.02);
    }

    /** The pushing node sends the message to the node of each user, once per user. */
    @Test
    void pushedBytesGoToTheNodesOfTheConnections() {
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(chat(seed), "apart"), 2.5e9, 0.02);
        SeedAssertions.agree(seed -> 1 + TestScenarioRunner.measure(chat(seed), "back"), 1, 0.02);
    }
}
