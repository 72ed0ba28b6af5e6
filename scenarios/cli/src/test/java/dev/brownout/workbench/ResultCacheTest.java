package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultCacheTest {
    private final ResultCache cache = new ResultCache(100);

    private static RunOutcome outcome(int bytes) {
        return new RunOutcome(new byte[bytes], true);
    }

    @Test
    void leastRecentlyUsedOutcomesAreRemoved() {
        cache.put("a", outcome(40));
        cache.put("b", outcome(40));
        assertThat(cache.get("a")).isPresent();
        cache.put("c", outcome(40));
        assertThat(cache.get("a")).isPresent();
        assertThat(cache.get("b")).isEmpty();
        assertThat(cache.get("c")).isPresent();
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void largeAndUnrepeatableOutcomesAreNotStored() {
        cache.put("a", outcome(50));
        cache.put("large", outcome(101));
        cache.put("error", RunOutcome.error("no"));
        assertThat(cache.get("large")).isEmpty();
        assertThat(cache.get("error")).isEmpty();
        assertThat(cache.get("a")).isPresent();
    }
}
