package dev.brownout.random;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Sampler of ranks 1 to n of Zipf's law. It is exact, takes constant time, and rarely computes a power.
 *
 * <p>The ranks are divided into at most 512 cells: single ranks first, then cells with geometrically growing length. An
 * alias table (Walker 1977; Vose 1991) chooses a cell as if all its ranks were as likely as its first rank. A rank is
 * chosen uniformly in the cell and accepted with the ratio of its weight to that of the first rank. The ratio is
 * computed only if the random number is between the ratio of the last rank and 1.
 */
final class ZipfCells {

    private static final int CELLS = 512;

    private final double exponent;
    private final int[] first = new int[CELLS];
    private final int[] length = new int[CELLS];
    /** Ratio of the weight of the last rank of a cell to that of the first. */
    private final double[] leastRatio = new double[CELLS];
    /** Probability of the own cell of a column of the alias table. The rest is the probability of the alias. */
    private final double[] own = new double[CELLS];

    private final int[] alias = new int[CELLS];

    ZipfCells(double exponent, int n) {
        this.exponent = exponent;
        double[] weight = new double[CELLS];
        double growth = Math.max(1.02, ElementaryFunctions.pow(n, 1.0 / 440));
        double total = 0;
        int cells = 0;
        for (long begin = 1; begin <= n; cells++) {
            long last = Math.min(n, Math.max(begin, (long) (begin * growth)));
            first[cells] = (int) begin;
            length[cells] = (int) (last - begin + 1);
            leastRatio[cells] = ElementaryFunctions.pow((double) last / begin, -exponent);
            weight[cells] = length[cells] * ElementaryFunctions.pow(begin, -exponent);
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
            own[poor[--poorCount]] = 1; // below 1 only because of rounding
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
            // The integer part of the fraction times the length is the index in the cell. The fractional part is a new
            // uniform number.
            long place = random.next();
            int rank = first[cell] + (int) Math.multiplyHigh(place >>> 1, (long) length[cell] << 1);
            double u = ((place >>> 1) * ((long) length[cell] << 1) >>> 11) * 0x1.0p-53;
            if (u < leastRatio[cell] || u < ElementaryFunctions.pow((double) rank / first[cell], -exponent)) {
                return rank;
            }
        }
    }
}
