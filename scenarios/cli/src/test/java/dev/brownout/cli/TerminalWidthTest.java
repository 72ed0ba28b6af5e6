package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output fits the terminal width for any names of variants and metrics, and charts use a wide terminal. */
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

    private static final String BLOCKS = "[▁▂▃▄▅▆▇█·]";

    @TempDir
    private Path folder;

    /** Each command that prints tables, charts or texts, at narrow and wide widths. */
    @ParameterizedTest
    @ChosenRows({0})
    @CsvSource(delimiter = '|', textBlock = """
            run       | LONG
            run       | LONG --details
            run       | single-server
            run       | cache-outage
            explain   | LONG
            explain   | cache
            list      | --long
            learn     | ''
            compare   | LONG -n 2
            compare   | LONG -n 2 --details
            replicate | LONG -n 2
            sweep     | LONG --vary web-servers-of-pages.nodes=2..3
            capacity  | LONG --vary load -n 2
            capacity  | LONG --vary web-servers-of-pages.nodes=2..3 -n 2
            help      | ''
            run       | --help
            """)
    void outputFitsEachWidth(String command, String options) throws IOException {
        for (int width : new int[] {60, 80, 120, 200}) {
            assertThat(output(width, command + " " + options).lines())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(line -> assertThat(DisplayWidth.width(line))
                            .as("%s in %d columns: %s", command, width, line)
                            .isLessThanOrEqualTo(width));
        }
    }

    @Test
    void chartsUseAWideTerminal() throws IOException {
        assertThat(chartWidth(60)).isBetween(15L, 60L);
        assertThat(chartWidth(120)).isGreaterThanOrEqualTo(chartWidth(80) + 40);
        assertThat(chartWidth(200)).isGreaterThanOrEqualTo(chartWidth(80) + 120);
    }

    /** A width that is no number, or beyond the limits, gives the usual one or the limit. */
    @Test
    void widthHasLimits() throws IOException {
        Map<String, Integer> widest = Map.of("", 80, "wide", 80, "-5", 80, "20", 60, "99999", 200);
        widest.forEach((columns, width) -> assertThat(
                        Session.of("", false, Map.of("COLUMNS", columns), "run", "single-server")
                                .out()
                                .lines()
                                .mapToInt(DisplayWidth::width)
                                .max())
                .as(columns)
                .hasValue(width));
    }

    /** A dumb terminal gets no control sequences, neither colours nor links nor a redrawn line. */
    @Test
    void dumbTerminalGetsPlainLines() {
        Session session = Session.of("", true, Map.of("TERM", "dumb"), "run", "single-server");
        assertThat(session.out() + session.err()).doesNotContain("\u001b", "\r");
        assertThat(Session.of("", true, Map.of(), "run", "single-server").out()).contains("\u001b");
    }

    private long chartWidth(int columns) throws IOException {
        return output(columns, "run single-server")
                .lines()
                .mapToLong(line -> line.length() - line.replaceAll(BLOCKS, "").length())
                .max()
                .orElse(0);
    }

    private String output(int width, String typed) throws IOException {
        Path file = Files.writeString(folder.resolve("long.yaml"), LONG_NAMES);
        String[] words = typed.strip().replace("LONG", file.toString()).split(" +");
        Session session = Session.of("", false, Map.of("COLUMNS", String.valueOf(width)), words);
        assertThat(session.code()).as(session.err()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        return session.out();
    }
}
