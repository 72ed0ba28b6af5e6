package dev.brownout.random;

/**
 * Draws ranks 1 to n by Zipf's law, exactly, in constant time and almost always without a power.
 *
 * <p>The ranks are cut into at most 512 cells: the first ones alone, then cells whose length grows geometrically. A
 * cell is chosen by an alias table (Walker 1977; Vose 1991) with the weight it had if all its ranks were as likely as
 * its first; a rank is chosen evenly in the cell and accepted with the ratio of its weight to that of the first. The
 * ratio is worked out only when the chance falls between the last rank's ratio and 1.
 */
final class ZipfCells {

    private static final int CELLS = 512;

    private final double exponent;
    private final int[] first = new int[CELLS];
    private final int[] length = new int[CELLS];
    /** The ratio of the weights of the last and the first rank of a cell. */
    private final double[] leastRatio = new double[CELLS];
    /** The share of a column of the alias table that is its own cell's; the rest belongs to the alias. */
    private final double[] own = new double[CELLS];

    private final int[] alias = new int[CELLS];

    ZipfCells(double exponent, int n) {
        this.exponent = exponent;
        double[] weight = new double[CELLS];
        double growth = Math.max(1.02, StrictMath.pow(n, 1.0 / 440));
        double total = 0;
        int cells = 0;
        for (long begin = 1; begin <= n; cells++) {
            long last = Math.min(n, Math.max(begin, (long) (begin * growth)));
            first[cells] = (int) begin;
            length[cells] = (int) (last - begin + 1);
            leastRatio[cells] = StrictMath.pow((double) last / begin, -exponent);
            weight[cells] = length[cells] * StrictMath.pow(begin, -exponent);
            total += weight[cells];
            begin = last + 1;
        }
        makeAliases(weight, total);
    }

    private void makeAliases(double[] weight, double total) {
        double[] share = new double[CELLS];
        int[] poor = new int[CELLS];
        int[] rich = new int[CELLS];
        int poorCount = 0;
        int richCount = 0;
        for (int i = 0; i < CELLS; i++) {
            share[i] = weight[i] / total * CELLS;
            if (share[i] < 1) {
                poor[poorCount++] = i;
            } else {
                rich[richCount++] = i;
            }
        }
        while (poorCount > 0 && richCount > 0) {
            int receiver = poor[--poorCount];
            int giver = rich[richCount - 1];
            own[receiver] = share[receiver];
            alias[receiver] = giver;
            share[giver] -= 1 - share[receiver];
            if (share[giver] < 1) {
                richCount--;
                poor[poorCount++] = giver;
            }
        }
        while (richCount > 0) {
            own[rich[--richCount]] = 1;
        }
        while (poorCount > 0) {
            own[poor[--poorCount]] = 1; // short of 1 by rounding only
        }
    }

    int next(KeyedRandom random) {
        while (true) {
            long bits = random.next();
            int column = (int) bits & CELLS - 1;
            int cell = (bits >>> 11) * 0x1.0p-53 < own[column] ? column : alias[column];
            if (length[cell] == 1) {
                return first[cell];
            }
            // A number times the length: above the point the place in the cell, below it a fresh uniform number.
            long place = random.next();
            int rank = first[cell] + (int) Math.multiplyHigh(place >>> 1, (long) length[cell] << 1);
            double u = ((place >>> 1) * ((long) length[cell] << 1) >>> 11) * 0x1.0p-53;
            if (u < leastRatio[cell] || u < StrictMath.pow((double) rank / first[cell], -exponent)) {
                return rank;
            }
        }
    }
}
