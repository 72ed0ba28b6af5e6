package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Settings for starts and stops of replicas and consumers have no effect in scenarios without them. */
class IneffectiveTransitionsTest extends SettingReview {
    private static final String SITE = """
            run: 1m
            components:
              web: { kind: server, nodes: 2 }
              api: { kind: server, nodes: 2 }
              db: { kind: database, replicas: 1 }
            requests:
              page: { rate: 10/s, steps: [web, call: api, read: db] }
            """;

    /** Replicas of a language model start and stop like servers. */
    @Test
    void settingsOfStartsOfReplicasAreWarningsWithoutStarts() throws IOException {
        String gpu = replaceParts(
                SITE,
                "api: { kind: server, nodes: 2",
                "api: { kind: inference, nodes: 2, load_weights: 1m, grace: 40s, versions: { v2: {} }");
        assertThat(errors(gpu))
                .singleElement()
                .asString()
                .contains("'v2' has no effect: no fault deploys this version");
        String plain = replaceParts(gpu, ", versions: { v2: {} }", "");
        assertThat(warnings(plain))
                .containsExactly(
                        "4:62: 'grace' has no effect: no fault, 'autoscale' or 'spot' starts or stops a node of api;"
                                + " add one, such as drain api/1, or remove it",
                        "4:51: 'load_weights' has no effect: all processes of api run from the start to the end; add a"
                                + " fault, such as restart api/1, or remove it");
        assertThat(warnings(plain + "faults: [at 10s: drain api/1 for 5s]\n")).isEmpty();
    }

    /** Members of a consumer group change only by faults, autoscaling and polls that take too long. */
    @Test
    void settingsOfARebalanceAreWarningsWithoutChangesOfMembers() throws IOException {
        String topic = replaceParts(SITE, "requests:", """
                  likes: { kind: topic, rebalance: cooperative(1s), session_timeout: 10s }
                  feed: { kind: server, nodes: 2, consumes: likes }
                requests:""");
        String publishing = replaceParts(topic, "read: db]", "read: db, publish: likes]");
        assertThat(errors(publishing)).isEmpty();
        assertThat(warnings(publishing))
                .containsExactly("6:36: 'rebalance' and 'session_timeout' have no effect: no consumer of likes enters"
                        + " or leaves its group; add a fault or 'autoscale' to the consumers, or remove them");
        for (String change : new String[] {
            "likes } | likes, autoscale: { target: 60%, max: 4 } }",
            "likes } | likes, memory: 1GB }",
            "run: 1m | run: 6m",
            "session_timeout: 10s | max_poll_interval: 20s"
        }) {
            String[] parts = change.split(" \\| ", -1);
            assertThat(warnings(replaceParts(publishing, parts[0], parts[1])))
                    .as(change)
                    .isEmpty();
        }
        assertThat(warnings(publishing + "faults: [at 10s: crash feed/1 for 20s]\n"))
                .isEmpty();
    }
}
