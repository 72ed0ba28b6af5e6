package dev.brownout.chart.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Removes invisible points from lines: those beyond two per pixel, and those inside level stretches. */
public final class LineSimplifier {

    private static final int PIXELS = 1100;

    private LineSimplifier() {}

    /** Reduces a line with more than two points per pixel to the minimum and the maximum of each bucket. */
    public static SeriesLine simplify(SeriesLine track) {
        int count = track.values().length;
        if (count <= 2 * PIXELS) {
            return track;
        }
        double[] seconds = new double[2 * PIXELS];
        double[] values = new double[2 * PIXELS];
        int kept = 0;
        for (int bucket = 0; bucket < PIXELS; bucket++) {
            int from = (int) ((long) bucket * count / PIXELS);
            int to = (int) ((long) (bucket + 1) * count / PIXELS);
            int least = extreme(track.values(), from, to, -1);
            int greatest = extreme(track.values(), from, to, 1);
            for (int item : new int[] {Math.min(least, greatest), Math.max(least, greatest)}) {
                if (kept == 0 || seconds[kept - 1] < track.seconds()[item]) {
                    seconds[kept] = track.seconds()[item];
                    values[kept++] = track.values()[item];
                }
            }
        }
        return new SeriesLine(track.label(), Arrays.copyOf(seconds, kept), Arrays.copyOf(values, kept));
    }

    /** Removes the points inside level stretches. */
    public static SeriesLine level(SeriesLine track) {
        double[] values = track.values();
        int[] kept = IntStream.range(0, values.length)
                .filter(i ->
                        i == 0 || i == values.length - 1 || values[i] != values[i - 1] || values[i] != values[i + 1])
                .toArray();
        return new SeriesLine(
                track.label(),
                Arrays.stream(kept).mapToDouble(i -> track.seconds()[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> values[i]).toArray());
    }

    private static int extreme(double[] values, int from, int to, int sign) {
        int best = from;
        for (int i = from; i < to; i++) {
            if (Double.isNaN(values[best]) || sign * values[i] > sign * values[best]) {
                best = i;
            }
        }
        return best;
    }
}
