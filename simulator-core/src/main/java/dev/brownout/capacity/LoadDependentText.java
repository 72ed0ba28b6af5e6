package dev.brownout.capacity;

import dev.brownout.elementary.BirthDeathChain;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.CoreQueue.LoadDependence;
import java.util.Locale;

/** Descriptions of the calls at a node with a load-dependent speed, for display. */
final class LoadDependentText {
    private LoadDependentText() {}

    static String of(String notation, BirthDeathChain chain, LoadDependence load, double meanWaitNanos) {
        return notation + ", " + limit(load) + inService(chain, load)
                + wait(chain, load, meanWaitNanos)
                + (chain.loss() > Formula.RARE ? "; " + percent(chain.loss()) + " rejected" : "");
    }

    static String assumptions(LoadDependence load, double meanNanos) {
        return load.steps().map(steps -> "; " + steps.assumptions(meanNanos)).orElse("");
    }

    static String full(LoadDependence load, double capacityPerSecond) {
        return "with " + (load.slots() > Formula.MOST_SLOTS ? "very many" : "all " + load.slots())
                + " in service the capacity is " + CapacityWarnings.rate(capacityPerSecond)
                + ", so a backlog does not clear";
    }

    private static String limit(LoadDependence load) {
        return load.slots() < load.most() ? "at most " + load.slots() + " in service, " : "";
    }

    private static String inService(BirthDeathChain chain, LoadDependence load) {
        double mean = chain.mean() - (load.slots() == CoreQueue.ANY_NUMBER ? 0 : chain.meanBeyond(load.slots()));
        return number(mean) + " in service on average (p50 " + most(chain, load, 0.5) + ", p95 "
                + most(chain, load, 0.95) + ", p99 " + most(chain, load, 0.99) + ")";
    }

    private static int most(BirthDeathChain chain, LoadDependence load, double p) {
        return Math.min(load.slots(), chain.quantile(p));
    }

    private static String wait(BirthDeathChain chain, LoadDependence load, double meanWaitNanos) {
        if (load.slots() >= load.most()) {
            return "";
        }
        double full = (chain.atLeast(load.slots()) - chain.loss()) / (1 - chain.loss());
        return "; " + percent(full) + " wait"
                + (load.waitsAtCallers() ? " for a connection, " : ", ")
                + (meanWaitNanos < 1 ? "less than 1ns" : SlotLimit.rounded(meanWaitNanos))
                + " on average of all";
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return percent < 0.1
                ? "less than 0.1%"
                : String.format(Locale.ROOT, percent < 10 ? "%.1f%%" : "%.0f%%", percent);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
