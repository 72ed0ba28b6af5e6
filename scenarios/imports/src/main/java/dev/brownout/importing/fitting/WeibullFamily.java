package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.format;
import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.WeibullDistribution;

/** Weibull family. */
record WeibullFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "weibull";
    }

    @Override
    public String[] parameters() {
        return new String[] {"scale", "shape"};
    }

    @Override
    public double[] start(WeightedSample sample) {
        double logDeviation = Math.sqrt(sample.varianceLog());
        if (!(logDeviation > 0)) {
            return null;
        }
        double meanLog = sample.meanLog();
        double shape = Math.PI / Math.sqrt(6) / logDeviation;
        double sumOfPowers = 1;
        for (int i = 0; i < 30; i++) {
            sumOfPowers = 0;
            double firstMoment = 0;
            double secondMoment = 0;
            for (int k = 0; k < sample.distinct(); k++) {
                double log = sample.log(k) - meanLog;
                double power = sample.count(k) * ElementaryFunctions.exp(shape * log);
                sumOfPowers += power;
                firstMoment += power * log;
                secondMoment += power * log * log;
            }
            double ratio = firstMoment / sumOfPowers;
            double residual = ratio - 1 / shape;
            double step = residual / (secondMoment / sumOfPowers - ratio * ratio + 1 / (shape * shape));
            shape = Math.max(shape / 2, shape - step);
            if (Math.abs(step) < 1e-9 * shape) {
                break;
            }
        }
        double scale =
                ElementaryFunctions.exp(meanLog) * ElementaryFunctions.pow(sumOfPowers / sample.size(), 1 / shape);
        return shape >= 0.01 && shape <= 1e6 ? new double[] {scale, shape} : null;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double logScale = ElementaryFunctions.log(p[0]);
        double shape = p[1];
        double base = ElementaryFunctions.log(p[1] / p[0]);
        return (x, log) -> {
            double z = log - logScale;
            return base + (shape - 1) * z - ElementaryFunctions.exp(shape * z);
        };
    }

    @Override
    public Distribution distribution(double[] p) {
        return new WeibullDistribution(p[1], p[0]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "weibull(shape=" + format(p[1], digits) + " scale=" + nanos(p[0], digits) + ")";
    }
}
