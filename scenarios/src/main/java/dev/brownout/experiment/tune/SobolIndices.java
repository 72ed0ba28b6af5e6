package dev.brownout.experiment.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sobol' indices of a function on the unit cube. The sample has two matrices A and B, and for each input i a matrix
 * that is A with the column i of B. The first-order index has the estimator of Saltelli et al. (Computer Physics
 * Communications 181, 2010, table 2), the total index that of Jansen (Computer Physics Communications 117, 1999). The
 * standard errors are those of the jackknife over the rows.
 */
final class SobolIndices {
    private final int rows;
    private final int dimension;
    private final List<double[]> points = new ArrayList<>();

    /** Creates the points of a sample. The seed determines them. */
    SobolIndices(int rows, int dimension, long seed) {
        this.rows = rows;
        this.dimension = dimension;
        for (double[] both : SobolPoints.points(rows, 2 * dimension, seed)) {
            double[] a = Arrays.copyOf(both, dimension);
            double[] b = Arrays.copyOfRange(both, dimension, 2 * dimension);
            points.add(a);
            points.add(b);
            for (int i = 0; i < dimension; i++) {
                double[] mixed = a.clone();
                mixed[i] = b[i];
                points.add(mixed);
            }
        }
    }

    /** Returns the points, row by row: that of A, that of B, and those of the mixed matrices. */
    List<double[]> points() {
        return List.copyOf(points);
    }

    /**
     * Returns the effect of one input: the total index, its standard error, and the first-order index. All are 0 for a
     * constant function.
     *
     * @param outputs values of the function at all points
     */
    SettingEffect effect(String path, int input, double[] outputs) {
        double[][] terms = terms(input, outputs);
        double[] sums = new double[terms[0].length];
        for (double[] row : terms) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += row[i];
            }
        }
        double total = total(sums, rows);
        double squares = 0;
        double mean = 0;
        double[] without = new double[rows];
        for (int k = 0; k < rows; k++) {
            double[] rest = sums.clone();
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= terms[k][i];
            }
            without[k] = total(rest, rows - 1);
            mean += without[k] / rows;
        }
        for (double one : without) {
            squares += (one - mean) * (one - mean);
        }
        double error = Math.sqrt(squares * (rows - 1) / rows);
        return new SettingEffect(path, total, error, first(sums, rows));
    }

    /** Returns the terms of the sums in the estimators, row by row, of outputs minus their mean. */
    private double[][] terms(int input, double[] outputs) {
        int width = dimension + 2;
        double centre = 0;
        for (int k = 0; k < rows; k++) {
            centre += (outputs[k * width] + outputs[k * width + 1]) / (2 * rows);
        }
        double[][] terms = new double[rows][];
        for (int k = 0; k < rows; k++) {
            double a = outputs[k * width] - centre;
            double b = outputs[k * width + 1] - centre;
            double mixed = outputs[k * width + 2 + input] - centre;
            terms[k] = new double[] {a + b, a * a + b * b, b * (mixed - a), (a - mixed) * (a - mixed)};
        }
        return terms;
    }

    private static double variance(double[] sums, int rows) {
        double mean = sums[0] / (2 * rows);
        return sums[1] / (2 * rows) - mean * mean;
    }

    private static double first(double[] sums, int rows) {
        double variance = variance(sums, rows);
        return variance > 0 ? sums[2] / rows / variance : 0;
    }

    private static double total(double[] sums, int rows) {
        double variance = variance(sums, rows);
        return variance > 0 ? sums[3] / (2 * rows) / variance : 0;
    }
}
