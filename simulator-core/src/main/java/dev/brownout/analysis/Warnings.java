package dev.brownout.analysis;

import dev.brownout.measure.Times;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.LogSketch;
import dev.brownout.spec.StoreSketch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sentences about what cannot go well, each said once. */
final class Warnings {
    /** Hit ratios above this are taken for all. */
    private static final double NEARLY_ALL = 0.99;

    private final Scenario scenario;
    private final Patience patience;
    private final Set<String> overloads = new LinkedHashSet<>();
    private final Set<String> sizes = new LinkedHashSet<>();
    private final Set<String> behind = new LinkedHashSet<>();

    Warnings(Scenario scenario) {
        this.scenario = scenario;
        this.patience = new Patience(scenario);
    }

    /** Notes what cannot go well in one stage, but for overload. */
    void stage(Stage stage, Flows flows) {
        patience.look(flows);
        flows.pages().forEach((component, page) -> {
            logs(stage, component, page);
            stores(component, page);
        });
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(overloads);
        sentences.addAll(sizes);
        sentences.addAll(patience.sentences());
        return sentences;
    }

    /**
     * Says which stations get more than they can do, and when.
     *
     * @param stations ordered by station, then by stage
     */
    void overload(List<Station> stations) {
        Station worst = null;
        long since = 0;
        for (int i = 0; i < stations.size(); i++) {
            Station now = stations.get(i);
            if (now.utilization() < 1) {
                continue;
            }
            boolean first = worst == null;
            since = first ? now.fromNanos() : since;
            worst = first || now.utilization() > worst.utilization() ? now : worst;
            Station next = i + 1 < stations.size() ? stations.get(i + 1) : null;
            if (next == null || !next.station().equals(now.station()) || next.utilization() < 1) {
                overloads.add(overload(worst, since, now.toNanos()));
                worst = null;
            }
        }
    }

    private String overload(Station station, long from, long to) {
        String when = from <= scenario.warmupNanos() ? "" : " from " + Times.text(from);
        when += to >= scenario.durationNanos() ? "" : (when.isEmpty() ? " until " : " to ") + Times.text(to);
        if (Double.isInfinite(station.utilization())) {
            return station.station() + " has no machine left" + when + ": " + rate(station.offeredPerSecond())
                    + " offered";
        }
        return station.station() + " cannot keep up" + when + ": " + rate(station.offeredPerSecond()) + " offered, "
                + rate(station.capacityPerSecond()) + " possible (ρ "
                + String.format(Locale.ROOT, "%.2f", station.utilization()) + ")";
    }

    /** A rate as people write it: {@code 240/s}, {@code 0.5/s}. */
    static String rate(double perSecond) {
        if (perSecond >= 100 || Math.abs(perSecond - StrictMath.rint(perSecond)) < 1e-6 * perSecond) {
            return String.format(Locale.ROOT, "%.0f/s", perSecond);
        }
        return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f/s" : "%.3f/s", perSecond);
    }

    /** Says which replicas have to follow more writes than they can apply, from this stage on. */
    private void logs(Stage stage, String component, Page page) {
        for (LogSketch log : page.logs()) {
            String replicas = component + "/" + log.part();
            if (log.writesPerSecond() > log.appliedPerSecond() && behind.add(replicas)) {
                String when =
                        stage.fromNanos() <= scenario.warmupNanos() ? "" : " from " + Times.text(stage.fromNanos());
                overloads.add(replicas + " fall further and further behind" + when + ": " + rate(log.writesPerSecond())
                        + " written, " + rate(log.appliedPerSecond()) + " applied");
            }
        }
    }

    /** Says which stores are of a size that nobody needs, or that does not help. */
    private void stores(String component, Page page) {
        for (StoreSketch store : page.stores()) {
            String name = store.part().isEmpty() ? component : component + "/" + store.part();
            if (store.keys() == 0 || Double.isInfinite(store.entries())) {
                continue;
            }
            if (store.entries() >= store.keys() && store.hitRatio() > NEARLY_ALL) {
                sizes.add(name + " holds all " + count(store.keys()) + " keys: the hit ratio will be near 100%");
            } else if (store.entries() < store.hotKeys()) {
                sizes.add(name + " has room for " + count((long) store.entries())
                        + " keys, but half of the reads are for " + count(store.hotKeys())
                        + ": the hit ratio will be near "
                        + String.format(Locale.ROOT, "%.0f%%", 100 * store.hitRatio()));
            }
        }
    }

    /** A number of things as people write it: {@code 1M}, {@code 100k}, {@code 12345}. */
    private static String count(long number) {
        if (number > 0 && number % 1_000_000 == 0) {
            return number / 1_000_000 + "M";
        }
        return number > 0 && number % 1000 == 0 ? number / 1000 + "k" : Long.toString(number);
    }
}
