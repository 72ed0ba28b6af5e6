package dev.brownout.verify.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.Session;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.verify.ModelFamily;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario file with a recorded trace has the misses of the reference values. */
class RecordedTraceTest {
    private static final String RECORDED = """
            scenario: A recorded day of a shop
            run: 76118500us
            network: none
            components:
              cache: { kind: cache, entries: 300, lookup: 0ms, source: db }
              db: { kind: database, replicas: 0, queue: unlimited, read: 0ms }
            requests:
              get: { rate: constant(1k/s), key: trace(web07.keys), path: [cache, db] }
            variants:
              sieve: { set: { cache.eviction: sieve } }
              arc: { set: { cache.eviction: arc } }
              two nodes: { set: { cache.nodes: 2, cache.hashing: jump, cache.entries: unlimited } }
            """;

    @TempDir
    private Path folder;

    /** Reference values trace.web07.SIEVE.300 and trace.web07.ARC.300. An unlimited cache misses each key once. */
    @Test
    @Tag("change")
    void recordedTraceMissesMatchReferenceValues() throws Exception {
        try (InputStream recorded = new GZIPInputStream(
                ModelFamily.class.getResourceAsStream("/dev/brownout/verify/model/web07.keys.gz"))) {
            Files.copy(recorded, folder.resolve("web07.keys"));
        }
        Path file = Files.writeString(folder.resolve("cache.yaml"), RECORDED);
        String json = Session.of("run", file.toString(), "--format", "json").out();
        assertThat(ResultJsonReader.read(json.getBytes(StandardCharsets.UTF_8)).variants())
                .extracting(variant -> variant.components()
                        .get("cache")
                        .measures()
                        .get("misses")
                        .value())
                .containsExactly(41_848.0, 42_162.0, 20_484.0);
    }
}
