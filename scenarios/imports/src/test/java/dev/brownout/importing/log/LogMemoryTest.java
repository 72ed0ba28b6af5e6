package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory use of the log import is bounded even if every line has new values. */
@Tag("once")
class LogMemoryTest {
    private static final long MEGABYTE = 1_000_000;

    /** Maximum: without a bound, 400,000 lines take 17 MB for their keys and 40 MB for their times. */
    private static final long MAXIMUM = 16 * MEGABYTE;

    private static Iterable<String> lines(long count) {
        SplittableRandom random = new SplittableRandom(count);
        return () -> lines(random, count);
    }

    private static Iterator<String> lines(SplittableRandom random, long count) {
        return LongStream.range(0, count)
                .mapToObj(i -> 1_700_000_000 + i * 10 + "." + threeDigits(i % 1000) + " \"GET "
                        + (i % 2 == 0 ? "/items/" + random.nextLong(1L << 60) : path(random)) + " HTTP/1.1\" 200 1 "
                        + random.nextInt(100) * random.nextInt(2) + "." + threeDigits(random.nextInt(1000)))
                .iterator();
    }

    private static String threeDigits(long number) {
        return Long.toString(1000 + number).substring(1);
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

    /** Process that prints the memory in use for logs of some sizes, in bytes. Nothing else allocates in it. */
    static final class Measurement {
        public static void main(String[] counts) throws Exception {
            for (String count : counts) {
                System.out.println(retainedBytes(Long.parseLong(count)));
            }
        }

        private static long retainedBytes(long count) throws Exception {
            AccessLog log = AccessLog.read(
                    List.of(GeneratedLog.source(lines(count))),
                    Optional.of("$msec \"$request\" $status $bytes_sent $request_time"));
            long before = usedBytes();
            assertThat(log.understood()).isEqualTo(count);
            log = null;
            return before - usedBytes();
        }

        /** Returns the memory in use. The collector is set to leave no unused object between used ones. */
        private static long usedBytes() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    /** The first log also loads classes. */
    @Test
    void memoryDoesNotGrowWithTheLog() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Measurement.class.getName(),
                        "50000",
                        "150000",
                        "400000")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        List<Long> kept = text.lines().map(Long::valueOf).toList();
        assertThat(kept).hasSize(3).allMatch(bytes -> bytes < MAXIMUM);
        assertThat(kept.get(2) - kept.get(1)).isLessThan(2 * MEGABYTE);
    }
}
