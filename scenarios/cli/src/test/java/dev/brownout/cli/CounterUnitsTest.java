package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters are printed with their unit: bytes as sizes, costs as money. */
class CounterUnitsTest {
    /** 11,999 distinct objects of 100 kB in two minutes. */
    private static final String SITE = """
            run: { duration: 2m, seed: 1 }
            network: none
            load: constant(100/s)
            components:
              cdn: { kind: cdn, source: uplink }
              uplink: { kind: uplink, bandwidth: 1Gbps, source: web }
              web: { kind: server, cores: 4, service: 1ms }
            requests: { image: { size: 100kB, key: sequential(1M), path: [cdn] } }
            faults: [ at 1m: scale web to 3 ]
            alerts: { much: { if: cdn.bytes_out.rate > 5MB/s, over: 10s, every: 1s } }
            sla:
              bytes: cdn.origin_bytes < 500MB
              pace: cdn.origin_bytes.rate < 80Mbps
              noticed: much.fired == 1
            charts: [cdn.bytes_out, uplink.bytes]
            """;

    @TempDir
    private Path folder;

    private Path site;

    @BeforeEach
    void write() throws IOException {
        site = Files.writeString(folder.resolve("site.yaml"), SITE);
    }

    private Session run(String... more) {
        String[] line = new String[more.length + 2];
        line[0] = "run";
        line[1] = site.toString();
        System.arraycopy(more, 0, line, 2, more.length);
        return Session.of(line);
    }

    @Test
    void byteCountersArePrintedAsSizes() throws IOException {
        Path out = folder.resolve("out");
        Session session = run("--out", out.toString());
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("1.2 GB", "< 500 MB", "10 MB/s", "cdn origin bytes/s", "peak 10 MB/s");
        assertThat(Files.readString(out.resolve("charts/cdn-bytes-out.svg")))
                .contains("Bytes sent by cdn: max 10 MB/s", "8 MB/s");
        assertThat(Files.readString(out.resolve("report.html"))).contains("1.2 GB");
        assertThat(Files.readString(out.resolve("series.csv")).lines().findFirst())
                .hasValueSatisfying(header -> assertThat(header)
                        .contains("cdn.bytes_out [B]", "cdn.origin_bytes [B]", "uplink.bytes [B]", "offered [1]"));
        JsonNode measures = new ObjectMapper()
                .readTree(out.resolve("result.json").toFile())
                .at("/variants/0/components/cdn/measures");
        assertThat(measures.at("/origin_bytes/value").toString()).isEqualTo("1199900000");
        assertThat(measures.at("/origin_bytes/unit").asText()).isEqualTo("B");
        assertThat(run("--format", "markdown").out()).contains("1.2 GB");
        assertThat(run("--format", "openmetrics").out())
                .contains("# UNIT brownout_cdn_origin_bytes bytes", "brownout_cdn_origin_bytes_total");
    }

    @Test
    void boundsOfByteCountersMustBeSizes() {
        assertThat(complaint("cdn.origin_bytes < 500M"))
                .contains("'cdn.origin_bytes' is a size, and '500000000' has no unit; did you mean '500MB'?");
        assertThat(complaint("uplink.bytes.rate < 5/s"))
                .contains("'uplink.bytes.rate' is bytes per time such as 4MB/s, but the bound is a rate");
        assertThat(complaint("cdn.offered < 5MB")).contains("is a plain number, but the bound is a size");
        assertThat(complaint("cdn.requests.rate < 5MB/s")).contains("a rate such as 100/s", "bytes per time");
    }

    private String complaint(String relation) {
        Session session = run("--set", "sla.bytes=" + relation);
        assertThat(session.code()).as(relation).isEqualTo(ExitCode.BAD_INPUT);
        return session.err();
    }

    /** Four cores at $0.048 per hour, and twelve from the second minute on. */
    @Test
    void costSeriesArePrintedPerHour() {
        String bill = "sla.bytes=web.cost < $0.001";
        assertThat(run("--set", bill).out()).contains("web cost/h", "peak $0.576/h");
    }
}
