package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Maximum of a sum of gauges. It is the maximum at one instant, for any queried window. */
class AggregateGaugeTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String MAX = "max";

    private static List<Instrument> gauges(TimeGrid grid, int many) {
        AggregateGauge total = new AggregateGauge(grid);
        List<Instrument> parts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            TimeWeighted part = new TimeWeighted(grid);
            part.partOf(total);
            parts.add(part);
        }
        return parts;
    }

    private static double max(TimeGrid grid, List<Instrument> parts, long from, long to) {
        return parts.get(0).sum(parts).value(grid.span(from, to), MAX);
    }

    @Test
    void successivePeaksAreNotAdded() {
        TimeGrid grid = new TimeGrid(300 * SECOND, SECOND, List.of());
        List<Instrument> parts = gauges(grid, 3);
        TimeWeighted first = (TimeWeighted) parts.get(0);
        TimeWeighted second = (TimeWeighted) parts.get(1);
        first.set(100, 5);
        first.set(200, 0);
        second.set(300, 4);
        second.set(5 * SECOND, 0);
        parts.forEach(part -> part.complete(300 * SECOND));
        assertThat(max(grid, parts, 0, 300 * SECOND)).isEqualTo(5);
        assertThat(max(grid, parts, SECOND, 300 * SECOND)).isEqualTo(4);
        assertThat(max(grid, parts, 6 * SECOND, 300 * SECOND)).isZero();
        assertThat(max(grid, parts.subList(0, 2), 0, 300 * SECOND))
                .as("for a subset, the sum of the maximum of each within a second")
                .isEqualTo(9);
    }

    @Test
    void maximumEqualsThatOfAFullyObservedRandomWalk() {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 200; round++) {
            long border = random.nextLong(1, 250 * SECOND);
            TimeGrid grid = new TimeGrid(250 * SECOND, SECOND, List.of(border));
            List<Instrument> parts = gauges(grid, random.nextInt(2, 6));
            long[] values = new long[parts.size()];
            long before = 0;
            long after = 0;
            long now = 0;
            while ((now += random.nextLong(SECOND * random.nextInt(1, 20))) < 250 * SECOND) {
                long present = sum(values);
                after = now > border ? Math.max(after, present) : after;
                int one = random.nextInt(values.length);
                values[one] = random.nextInt(5);
                ((TimeWeighted) parts.get(one)).set(now, values[one]);
                before = now < border ? Math.max(before, sum(values)) : before;
                after = now >= border ? Math.max(after, sum(values)) : after;
            }
            after = Math.max(after, sum(values));
            parts.forEach(part -> part.complete(250 * SECOND));
            assertThat(max(grid, parts, 0, 250 * SECOND)).isEqualTo(Math.max(before, after));
            assertThat(max(grid, parts, border, 250 * SECOND)).isEqualTo(after);
            for (Instrument part : parts) {
                assertThat(part.value(grid.span(0, 250 * SECOND), MAX)).isLessThanOrEqualTo(Math.max(before, after));
            }
        }
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
