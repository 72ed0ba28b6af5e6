package dev.brownout.experiment.tune;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Elementary effects of a function on the unit cube (Morris, Technometrics 33, 1991). A trajectory changes one input at
 * a time, in random order. Each input has four levels and moves by two thirds of its range.
 *
 * <p>Positive and negative effects of an input cancel in their mean. The importance is therefore the mean of the
 * absolute effects (Campolongo, Cariboni and Saltelli, Environmental Modelling and Software 22, 2007).
 */
final class ElementaryEffects {
    private static final int LEVELS = 4;
    private static final int STEP = LEVELS / 2;

    private final int dimension;
    private final List<double[]> points = new ArrayList<>();
    private final List<int[]> orders = new ArrayList<>();

    /** Creates the points of a number of trajectories. The seed determines them. */
    ElementaryEffects(int trajectories, int dimension, long seed) {
        this.dimension = dimension;
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "tune.morris"));
        for (int t = 0; t < trajectories; t++) {
            trajectory(random);
        }
    }

    private void trajectory(KeyedRandom random) {
        int[] levels = new int[dimension];
        int[] order = new int[dimension];
        for (int i = 0; i < dimension; i++) {
            levels[i] = random.nextInt(LEVELS);
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        points.add(point(levels));
        for (int input : order) {
            levels[input] += levels[input] < STEP ? STEP : -STEP;
            points.add(point(levels));
        }
        orders.add(order);
    }

    private static double[] point(int[] levels) {
        return Arrays.stream(levels)
                .mapToDouble(level -> level / (LEVELS - 1.0))
                .toArray();
    }

    /** Returns the points of all trajectories, one trajectory after the other. */
    List<double[]> points() {
        return List.copyOf(points);
    }

    /**
     * Returns the effects of one input, each scaled to the whole range of the input.
     *
     * @param outputs values of the function at all points
     */
    double[] effects(int input, double[] outputs) {
        double[] effects = new double[orders.size()];
        for (int t = 0; t < effects.length; t++) {
            int[] order = orders.get(t);
            int step = 0;
            while (order[step] != input) {
                step++;
            }
            int before = t * (dimension + 1) + step;
            double move = points.get(before + 1)[input] - points.get(before)[input];
            effects[t] = (outputs[before + 1] - outputs[before]) / move;
        }
        return effects;
    }

    /**
     * Returns the effect of one input, with the standard deviation of its effects as the second number.
     *
     * @param outputs values of the function at all points
     */
    SettingEffect effect(String path, int input, double[] outputs) {
        double[] effects = effects(input, outputs);
        double[] absolute = Arrays.stream(effects).map(Math::abs).toArray();
        double error = deviation(absolute) / Math.sqrt(effects.length);
        return new SettingEffect(path, mean(absolute), error, deviation(effects));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
