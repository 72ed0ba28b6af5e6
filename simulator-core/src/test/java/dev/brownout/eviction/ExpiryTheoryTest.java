package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries that expire, from loading or from the last use, against the renewal formulas; loading takes no time. */
class ExpiryTheoryTest {
    private static final long SECOND = 1_000_000_000;

    /** What a run of one or many keys counts. */
    private static final class Run {
        private final Store store = new Store(Eviction.LRU, Store.UNLIMITED, Long.MAX_VALUE);
        private final long ttlNanos;
        private final boolean sliding;
        private long asked;
        private long hits;
        private double ages;
        private double live;
        private long looks;

        Run(double ttlSeconds, boolean sliding) {
            this.ttlNanos = (long) (ttlSeconds * SECOND);
            this.sliding = sliding;
        }

        void ask(int key, long now) {
            asked++;
            int slot = store.get(key, now);
            if (slot == Store.ABSENT) {
                store.put(key, now, 1, now + ttlNanos);
                return;
            }
            hits++;
            ages += now - store.version(slot);
            if (sliding) {
                store.renew(slot, now + ttlNanos);
            }
        }

        void look(long now) {
            looks++;
            live += store.live(now);
        }

        double hitRatio() {
            return (double) hits / asked;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ttl.insert.a, 1.0, 10, false, 0.909090909", "ttl.access.a, 1.0, 10, true, 0.9999546",
        "ttl.insert.b, 0.1, 60, false, 0.857142857", "ttl.access.b, 0.1, 60, true, 0.997521248",
    })
    void hitRatioOfOneKey(String id, double rate, double ttl, boolean sliding, double expected) {
        HitRatioTheoryTest.check(
                id,
                expected,
                1,
                1_000_000,
                n -> poisson(id, rate, ttl, sliding, n).hitRatio());
    }

    @ParameterizedTest
    @CsvSource({"ttl.missrate.a, 1.0, 10, 0.0909090909", "ttl.missrate.b, 0.1, 60, 0.0142857143"})
    void loadsPerSecondOfOneKey(String id, double rate, double ttl, double expected) {
        HitRatioTheoryTest.check(id, expected, 1, 1_000_000, n -> {
            Run run = poisson(id, rate, ttl, false, n);
            return (1 - run.hitRatio()) * rate;
        });
    }

    @ParameterizedTest
    @CsvSource({"ttl.age.a, 1.0, 10, 4.54545455", "ttl.age.b, 0.1, 60, 25.7142857"})
    void meanAgeOfWhatIsServed(String id, double rate, double ttl, double expected) {
        HitRatioTheoryTest.check(id, expected, 2, 1_000_000, n -> {
            Run run = poisson(id, rate, ttl, false, n);
            return run.ages / run.asked / SECOND;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ttl.zipf.insert.a, 1000, 0.8, 100, 60, false, 0.875224089",
        "ttl.zipf.access.a, 1000, 0.8, 100, 60, true, 0.972250964",
        "ttl.zipf.insert.b, 10000, 1.0, 1000, 30, false, 0.851880094",
        "ttl.zipf.access.b, 10000, 1.0, 1000, 30, true, 0.909082886",
    })
    void hitRatioOfManyKeys(
            String id, int objects, double zipf, double rate, double ttl, boolean sliding, double expected) {
        HitRatioTheoryTest.check(
                id,
                expected,
                1,
                3_000_000,
                n -> zipf(id, objects, zipf, rate, ttl, sliding, n, Long.MAX_VALUE)
                        .hitRatio());
    }

    @ParameterizedTest
    @CsvSource({
        "ttl.zipf.size.a, 1000, 0.8, 100, 60, 748.655465",
        "ttl.zipf.size.b, 10000, 1.0, 1000, 30, 4443.59718",
    })
    void meanNumberOfLiveEntries(String id, int objects, double zipf, double rate, double ttl, double expected) {
        HitRatioTheoryTest.check(id, expected, 1, 3_000_000, n -> {
            Run run = zipf(id, objects, zipf, rate, ttl, false, n, (long) (ttl / 10 * SECOND));
            return run.live / run.looks;
        });
    }

    /** A request every 3 s and 10 s of life: three hits to each load. */
    @ParameterizedTest
    @CsvSource({"ttl.periodic.a, 3, 10, 0.75"})
    void requestsAtEqualGaps(String id, long period, double ttl, double expected) {
        Run run = new Run(ttl, false);
        for (long i = 0; i < 4000; i++) {
            run.ask(1, i * period * SECOND);
        }
        assertThat(run.hitRatio()).as(id).isCloseTo(expected, Offset.offset(0.0));
    }

    @ParameterizedTest
    @CsvSource({"ttl.renewal.a, 2, 0.2, 10, 0.636374726"})
    void requestsAtErlangGaps(String id, int stages, double rate, double ttl, double expected) {
        HitRatioTheoryTest.check(id, expected, 1, 1_000_000, n -> {
            Draws draws = HitRatioTheoryTest.draws(id);
            Run run = new Run(ttl, false);
            double at = 0;
            for (long i = 0; i < n; i++) {
                for (int stage = 0; stage < stages; stage++) {
                    at += draws.exponential() / (stages * rate);
                }
                run.ask(1, (long) (at * SECOND));
            }
            return run.hitRatio();
        });
    }

    private static Run poisson(String id, double rate, double ttl, boolean sliding, long n) {
        Draws draws = HitRatioTheoryTest.draws(id);
        Run run = new Run(ttl, sliding);
        double at = 0;
        for (long i = 0; i < n; i++) {
            at += draws.exponential() / rate;
            run.ask(1, (long) (at * SECOND));
        }
        return run;
    }

    /** Counts after ten lives; looks at the live entries every so often. */
    private static Run zipf(
            String id, int objects, double zipf, double rate, double ttl, boolean sliding, long n, long everyNanos) {
        Draws draws = HitRatioTheoryTest.draws(id);
        KeySampler keys = new ZipfKeys(zipf, objects).sampler(new KeyNames(List.of()));
        Run run = new Run(ttl, sliding);
        double at = 0;
        while (at < 10 * ttl) {
            at += draws.exponential() / rate;
            run.ask(keys.next(draws, 0), (long) (at * SECOND));
        }
        run.asked = 0;
        run.hits = 0;
        long nextLook = everyNanos == Long.MAX_VALUE ? everyNanos : (long) (at * SECOND) + everyNanos;
        for (long i = 0; i < n; i++) {
            at += draws.exponential() / rate;
            while (at * SECOND > nextLook) {
                run.look(nextLook);
                nextLook += everyNanos;
            }
            run.ask(keys.next(draws, 0), (long) (at * SECOND));
        }
        return run;
    }
}
