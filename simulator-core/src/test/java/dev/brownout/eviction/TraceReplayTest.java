package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays a recorded trace; truths trace.web07.LRU, FIFO and LFU. */
class TraceReplayTest {
    @ParameterizedTest
    @CsvSource({
        "LRU, 75, 52412", "LRU, 300, 44223", "LRU, 1200, 36804", "LRU, 3000, 31559",
        "FIFO, 75, 53930", "FIFO, 300, 46430", "FIFO, 1200, 38785", "FIFO, 3000, 33377",
        "LFU, 75, 58731", "LFU, 300, 50193", "LFU, 1200, 40641", "LFU, 3000, 32962",
    })
    void missesAreThoseOfTheReference(Eviction eviction, int capacity, int expected) throws IOException {
        int misses = 0;
        int requests = 0;
        Store store = new Store(eviction, capacity, Long.MAX_VALUE);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(TraceReplayTest.class.getResourceAsStream("web07.keys.gz")),
                StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                requests++;
                if (!StoreTest.ask(store, Integer.parseInt(line))) {
                    misses++;
                }
            }
        }
        assertThat(requests).isEqualTo(76_118);
        assertThat(misses).isEqualTo(expected);
    }
}
