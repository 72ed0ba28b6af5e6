package dev.brownout.connections;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.language.diagnostic.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid settings of connections and pushes are rejected with an error that names the correction. */
class InvalidConnectionSettingsTest {
    private static final String SITE = """
            version: 1
            scenario: site
            run: 1m
            components:
              web: { kind: server }
              gateway: { kind: server, connections: 10k }
            requests:
              connect: { rate: connections(40k reconnect=uniform(0s 30s)), path: [gateway] }
              say: { rate: 1/s, steps: [web, { push: gateway, times: 50 }] }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            path: [gateway] | path: [web] | no server on the path of 'connect' has 'connections'; add it to one of them
            web: { kind: server } | web: { kind: server, client_connections: { streams: 0 } }\
             | streams '0' is too small; at least 1 is allowed
            web: { kind: server } | web: { kind: server, client_connections: { per_client: 4, max_per_client: 2 } }\
             | 'max_per_client' must be at least 'per_client', 4
            web: { kind: server } | web: { kind: server, client_connections: { subset: 2 } }\
             | 'subset' and 'resolve_every' need balancing: client-round-robin
            web: { kind: server }\
             | web: { kind: server, client_connections: { per_client: 2, balancing: client-round-robin } }\
             | remove 'per_client' and 'max_per_client'
            web: { kind: server }\
             | web: { kind: server, client_connections: { backoff: true, balancing: client-round-robin } }\
             | a client always waits after a failed attempt; remove 'backoff'
            web: { kind: server } | web: { kind: server, client_connections: 1, sessions: sticky-memory }\
             | so do sessions in memory: remove one of them
            web: { kind: server } | web: { kind: server, client_connections: { balancing: rr } }\
             | expected one of random, round-robin, least-connections, client-round-robin
            web: { kind: server } | web: { kind: server, connections: 5 }\
             | gateway and web on the path of 'connect' all have 'connections'; keep it on one of them
            reconnect=uniform(0s 30s) | reconnect=0s | reconnect must be >= 1ms on average, or refused users
            reconnect=uniform(0s 30s) | lasts=5s | connections needs reconnect=uniform(0s 30s)
            reconnect=uniform | reconect=uniform | did you mean 'reconnect'?
            connections(40k | conections(40k | did you mean 'connections'?
            connections: 10k | connections: 0 | most '0' is too small; at least 1 is allowed
            push: gateway | push: web | web has no connections of users to push to
            push: gateway | push: gatewy | did you mean 'gateway'?
            push: gateway | pusch: gateway | did you mean 'push'?
            push: gateway, | push: gateway, key: uniform(1k), | a push has no key
            """)
    void rejectsInvalidConnectionSettings(String right, String wrong, String message) {
        String text = replaceParts(SITE, right, wrong);
        assertThat(text).as(right).isNotEqualTo(SITE);
        String visited = message.contains("all have") ? replaceParts(text, "[gateway] }", "[web, gateway] }") : text;
        assertThat(ScenarioTexts.rejection(visited).all())
                .extracting(Problem::message)
                .anyMatch(expected -> expected.contains(message));
    }
}
