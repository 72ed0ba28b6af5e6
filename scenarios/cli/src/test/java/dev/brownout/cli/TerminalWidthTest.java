package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output of experiments fits the terminal width for any names of variants and metrics. */
@Tag("once")
class TerminalWidthTest {
    /** A short run with names that are at least as long as those of the library. */
    private static final String LONG_NAMES = """
            scenario: Long names
            load: 200/s
            network: none
            components:
              load-balancer-of-pages: { kind: load-balancer }
              web-servers-of-pages: { kind: server, nodes: 3, cores: 1, queue: 20, service: exp(9ms) }
              cache-of-conversations: { kind: cache, nodes: 2, entries: 200, ttl: 1s }
              database-of-conversations: { kind: database, shards: 2, replicas: 1, read: exp(3ms) }
            requests:
              conversation-page:
                key: zipf(1.0 1k)
                timeout: 200ms
                path: [load-balancer-of-pages, web-servers-of-pages, cache-of-conversations, database-of-conversations]
            run: { duration: 4s, warmup: 1s, seed: 1 }
            sla:
              conversation page availability after the failover: conversation-page.availability >= 99% from 2s to 3s
              utilization of the web servers of pages: web-servers-of-pages.utilization < 50%
              99th percentile of conversation pages: conversation-page.p99 < 20ms
            variants:
              timeout and breaker on the provider of conversations: {}
              twice the load (three replicas of each shard): { set: { load: 400/s } }
              no headroom in the servers of the west region: { set: { web-servers-of-pages.nodes: 1 } }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ChosenRows({2, 3, 4})
    @CsvSource(delimiter = '|', textBlock = """
            compare    | LONG             |
            compare    | LONG             | --details
            replicate  | LONG             |
            sweep      | LONG             | --vary web-servers-of-pages.nodes=2..3
            capacity   | LONG             | --vary load
            capacity   | LONG             | --vary web-servers-of-pages.nodes=2..3
            """)
    void experimentOutputFitsTheTerminalWidth(String command, String scenario, String options) throws IOException {
        Path file = Files.writeString(folder.resolve("long.yaml"), LONG_NAMES);
        String name = scenario.replace("LONG", file.toString());
        String runs = command.equals("sweep") ? "" : " -n 2";
        String value = options == null ? "" : " " + options;
        Session session = Session.of((command + " " + name + value + runs).split(" +"));
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        assertThat(session.out().lines())
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        line -> assertThat(DisplayWidth.width(line)).as(line).isLessThanOrEqualTo(80));
    }
}
