package dev.brownout.component.dns;

/**
 * Largest remainder method (Hamilton's method) for proportional allocation of whole units, with at least one unit each.
 */
final class LargestRemainder {
    private LargestRemainder() {}

    static int[] apportion(int total, double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        int[] counts = new int[shares.length];
        double[] left = new double[shares.length];
        int count = 0;
        for (int i = 0; i < shares.length; i++) {
            double exact = total * shares[i] / sum;
            counts[i] = (int) (exact + 1e-9);
            left[i] = exact - counts[i];
            count += counts[i];
        }
        for (; count < total; count++) {
            int most = 0;
            for (int i = 1; i < left.length; i++) {
                most = left[i] > left[most] + 1e-9 ? i : most;
            }
            counts[most]++;
            left[most]--;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.max(1, counts[i]);
        }
        return counts;
    }
}
