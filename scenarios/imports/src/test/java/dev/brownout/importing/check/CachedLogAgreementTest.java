package dev.brownout.importing.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import dev.brownout.rounds.ChosenRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs of known caches: the imported scenario has their hit ratio and the times of hits and misses. */
@Tag("once")
class CachedLogAgreementTest {
    private static final long BEGIN = 1_772_323_200;
    private static final String NGINX = "$msec \"$request\" $status $bytes_sent $request_time $upstream_cache_status";

    /** Behaviour of a cache with Zipf-distributed keys. */
    private enum KnownCache {
        /** Empty at the start, unlimited. */
        EMPTY,
        /** LRU with a tenth of the keys, filled at the start. */
        FULL,
        /** Time to live of 40 s. */
        EXPIRING
    }

    /** A request of the log: its arrival in seconds, its key, and whether it is a hit. */
    private interface LineText {
        String of(double position, int key, boolean hit, double seconds);
    }

    private static String log(KnownCache kind, int keys, int requests, LineText line) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, kind.name()));
        KeySampler sampler = new ZipfKeys(0.8, keys).sampler(new KeyNames(List.of()));
        int capacity = kind == KnownCache.FULL ? keys / 10 : Integer.MAX_VALUE;
        Map<Integer, Double> loaded = new LinkedHashMap<>(16, 0.75f, true);
        StringBuilder lines = new StringBuilder();
        double position = BEGIN;
        int unseen = kind == KnownCache.EMPTY ? 0 : 5 * keys;
        for (int i = -unseen; i < requests; i++) {
            position += i < 0 && kind == KnownCache.FULL ? 0 : random.exponential() / 20;
            int key = sampler.next(random, i);
            Double since = loaded.get(key);
            boolean hit = since != null && (kind != KnownCache.EXPIRING || position < since + 40);
            double elapsed = hit ? 0.002 + 0.002 * random.uniform() : 0.05 + 0.05 * random.exponential();
            if (!hit) {
                loaded.put(key, position);
            }
            if (loaded.size() > capacity) {
                loaded.remove(loaded.keySet().iterator().next());
            }
            if (i >= 0) {
                lines.append(line.of(position, key, hit, elapsed));
            }
        }
        return lines.toString();
    }

    private static String nginx(double position, int key, boolean hit, double seconds) {
        return String.format(
                Locale.ROOT,
                "%.3f \"GET /p/%d HTTP/1.1\" 200 900 %.3f %s%n",
                position + seconds,
                key,
                seconds,
                hit ? "HIT" : "MISS");
    }

    private static ImportResult importResult(String log, Optional<String> format) throws Exception {
        ImportSource source =
                new ImportSource("a.log", () -> new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        return ImportCheck.checked(ImportedFiles.read(
                new LogImporter(), List.of(source), "--format", format.stream().toList()));
    }

    private static void agrees(ImportResult checked, int hitRatios) {
        assertThat(checked.summary())
                .as(checked.scenario())
                .anySatisfy(line -> assertThat(line).contains("agree with the source"))
                .noneSatisfy(line -> assertThat(line).contains("DIFFERS"));
        assertThat(checked.summary().stream()
                        .filter(line -> line.matches("  cache\\S* hit_ratio .*"))
                        .toList())
                .hasSize(hitRatios);
    }

    @ParameterizedTest
    @ChosenRows(2)
    @EnumSource(KnownCache.class)
    void runHasTheHitRatioOfTheLog(KnownCache kind) throws Exception {
        ImportResult checked = importResult(log(kind, 1000, 3000, CachedLogAgreementTest::nginx), Optional.of(NGINX));
        agrees(checked, 1);
        String cache = checked.scenario().replaceAll("(?s).*\n  cache:\n(.*?)\n  origin:.*", "$1");
        switch (kind) {
            case EMPTY -> assertThat(cache).doesNotContain("entries:", "warm:", "ttl:");
            case FULL -> assertThat(cache).containsPattern("entries: (8|9|10|11)\\d\n");
            case EXPIRING -> assertThat(cache).containsPattern("ttl: (39|40|41)s");
        }
    }

    /** CloudFront's standard log, with a cache that was warm before the log begins. */
    @Test
    @Tag("change")
    void runHasTheHitRatioOfCloudFront() throws Exception {
        String lines = log(
                KnownCache.FULL,
                20_000,
                2000,
                (position, key, hit, seconds) -> Instant.ofEpochSecond((long) (position + seconds))
                                .toString()
                                .replace("T", "\t")
                                .replace("Z", "")
                        + "\tAMS1\tGET\t/img/" + (key + 1000) + ".jpg\t200\t4000\t" + (hit ? "Hit" : "Miss") + "\t"
                        + String.format(Locale.ROOT, "%.3f", seconds) + "\n");
        String log = "#Version: 1.0\n#Fields: date time x-edge-location cs-method cs-uri-stem sc-status sc-bytes"
                + " x-edge-result-type time-taken\n" + lines;
        ImportResult checked = importResult(log, Optional.empty());
        agrees(checked, 1);
        assertThat(checked.scenario()).contains("evicts nothing has");
    }

    /** Routes with other hit ratios, requests that are not looked up, and failures of the origin. */
    @Test
    @Tag("change")
    void eachRouteHasItsHitRatio() throws Exception {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "routes"));
        StringBuilder lines = new StringBuilder();
        double position = BEGIN;
        for (int i = 0; i < 3000; i++) {
            position += random.exponential() / 15;
            double kind = random.uniform();
            boolean hit = random.uniform() < (kind < 0.4 ? 0.95 : 0.3);
            boolean fails = !hit && random.uniform() < 0.05;
            double elapsed = hit ? 0.001 + 0.002 * random.uniform() : 0.02 + 0.03 * random.exponential();
            String result = kind < 0.8 ? hit ? "HIT" : "EXPIRED" : kind < 0.9 ? "BYPASS" : "-";
            String path = kind < 0.4 ? "/" : kind < 0.9 ? "/item/" + random.nextInt(3000) : "/login";
            lines.append(String.format(
                    Locale.ROOT,
                    "%.3f \"%s %s HTTP/1.1\" %d 900 %.3f %s%n",
                    position + elapsed,
                    path.equals("/login") ? "POST" : "GET",
                    path,
                    fails ? 502 : 200,
                    elapsed,
                    result));
        }
        ImportResult checked = importResult(lines.toString(), Optional.of(NGINX));
        agrees(checked, 2);
        assertThat(checked.scenario())
                .contains("cache-get-root:", "cache-get-item-id:", "get-item-id-uncached:", "post-login:")
                .contains("forwarded without a lookup");
    }

    /** The ratio is that of the log also if the log has no times, and the times are placeholders. */
    @Test
    @Tag("change")
    void logWithoutTimesHasTheHitRatio() throws Exception {
        String log = log(KnownCache.EMPTY, 500, 3000, CachedLogAgreementTest::nginx)
                .replaceAll(" [0-9.]+ (HIT|MISS)", " $1");
        ImportResult checked = importResult(log, Optional.of(NGINX.replace(" $request_time", "")));
        agrees(checked, 1);
        assertThat(checked.scenario()).contains("PLACEHOLDER");
    }

    @Test
    @Tag("change")
    void logWithoutCacheResultsHasNoCache() throws Exception {
        String log =
                log(KnownCache.EMPTY, 500, 2000, CachedLogAgreementTest::nginx).replaceAll("(HIT|MISS)", "-");
        assertThat(importResult(log, Optional.of(NGINX)).scenario())
                .doesNotContain("cache", "origin:\n")
                .contains("cpu: ");
    }
}
