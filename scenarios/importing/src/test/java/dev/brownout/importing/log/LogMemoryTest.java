package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory use of the log import is bounded even if every line has new values. */
@Tag("once")
class LogMemoryTest {
    private static final long MEGABYTE = 1_000_000;

    /** Maximum: without a bound, 800,000 lines take 35 MB for their keys and 80 MB for their times. */
    private static final long MOST = 24 * MEGABYTE;

    private static Iterable<String> lines(long count) {
        SplittableRandom random = new SplittableRandom(count);
        return () -> lines(random, count);
    }

    private static Iterator<String> lines(SplittableRandom random, long count) {
        return LongStream.range(0, count)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "%d.%03d \"GET %s HTTP/1.1\" 200 1 %d.%03d",
                        1_700_000_000 + i * 10,
                        i % 1000,
                        i % 2 == 0 ? "/items/" + random.nextLong(1L << 60) : path(random),
                        random.nextInt(100) * random.nextInt(2),
                        random.nextInt(1000)))
                .iterator();
    }

    private static String path(SplittableRandom random) {
        String area = random.nextBoolean() ? "/a/" : "/b/";
        return area + word(random, 6) + "/" + random.nextLong(1L << 60) + "/" + word(random, 2);
    }

    private static String word(SplittableRandom random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private static long kept(long count) throws Exception {
        AccessLog log = AccessLog.read(
                List.of(GeneratedLog.of(lines(count))),
                Optional.of("$msec \"$request\" $status $bytes_sent $request_time"));
        long before = used();
        assertThat(log.understood()).isEqualTo(count);
        log = null;
        return before - used();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** The first log also loads classes. */
    @Test
    void memoryDoesNotGrowWithTheLog() throws Exception {
        kept(100_000);
        long some = kept(300_000);
        long more = kept(800_000);
        assertThat(some).isLessThan(MOST);
        assertThat(more).isLessThan(MOST);
        assertThat(more - some).isLessThan(12 * MEGABYTE);
    }
}
