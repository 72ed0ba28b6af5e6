package dev.brownout.metrics;

import dev.brownout.catalog.Catalog;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.LossResult;
import dev.brownout.spec.Loss;
import dev.brownout.spi.MetricRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the losses of a run: the metrics of components and policies that are marked with {@link Loss}. */
public final class LossMetrics {
    private LossMetrics() {}

    /**
     * Names of the loss metrics, found on first use. Only experiments need them, so that a single run starts faster.
     */
    private static final class Names {
        static final Set<String> METRICS = metrics();
    }

    /**
     * Returns whether a metric counts a loss in some kind of component, so that less of it is better.
     *
     * @param name the name of the measure alone, such as {@code dead_letters}
     */
    public static boolean isLoss(String name) {
        return Names.METRICS.contains(name);
    }

    private static Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        List<Class<?>> kinds = new ArrayList<>(Catalog.components());
        kinds.addAll(Catalog.policies());
        for (Class<?> kind : kinds) {
            MetricRecords.metrics(kind)
                    .filter(metric -> metric.has(Loss.class))
                    .forEach(metric -> metrics.add(metric.yamlName()));
        }
        return metrics;
    }

    /**
     * Returns the losses that are not 0, with the name of the component, or of the request class if a policy counts
     * them. Losses during the warm-up are reported separately, since no assertion counts them.
     */
    public static List<LossResult> losses(RunMeasurements run) {
        List<LossResult> losses = new ArrayList<>();
        run.forEachOwner((name, instruments) -> add(losses, name, instruments, run));
        return losses;
    }

    private static void add(List<LossResult> losses, String name, InstrumentRegistry instruments, RunMeasurements run) {
        CellRange measured = run.measuredRange();
        long warmup = run.scenario().warmupNanos();
        for (String metric : instruments.names()) {
            DisplayHints.Loss loss = instruments.showing(metric).loss();
            if (loss.name().isEmpty()) {
                continue;
            }
            Instrument instrument = instruments.of(metric);
            double value = instrument.value(measured, "");
            double before = warmup == 0 ? 0 : instrument.value(run.grid().span(0, warmup), "");
            if (value != 0 || before != 0) {
                losses.add(new LossResult(
                        name, metric, loss.name(), instruments.meaning(metric), loss.unit(), value, before));
            }
        }
    }
}
