package dev.brownout.analysis;

import dev.brownout.measure.Times;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sentences about what cannot go well, each said once. */
final class Warnings {
    private final Scenario scenario;
    private final Set<String> overloads = new LinkedHashSet<>();
    private final Set<String> impatience = new LinkedHashSet<>();

    Warnings(Scenario scenario) {
        this.scenario = scenario;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(overloads);
        sentences.addAll(impatience);
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

    /** Says who gives up before an answer can be there. */
    void impatience(Flows flows) {
        flows.users().forEach((name, page) -> calls(flows, page));
        flows.pages().values().forEach(page -> {
            for (Demand demand : page.demands()) {
                outlived(page, demand);
            }
            calls(flows, page);
        });
    }

    private void calls(Flows flows, Page page) {
        for (Map.Entry<String, List<Demand>> entry : page.calls().entrySet()) {
            for (Demand call : entry.getValue()) {
                double takes = flows.idleNanos(entry.getKey(), call);
                if (call.patience().isPresent() && takes > call.patience().get().toNanos()) {
                    impatience.add(call.caller() + " waits " + text(call.patience()) + " for " + entry.getKey()
                            + ", which takes " + Times.text(StrictMath.round(takes / 1000) * 1000)
                            + " even when it has nothing else to do");
                }
            }
        }
    }

    private void outlived(Page page, Demand demand) {
        if (demand.patience().isEmpty()) {
            return;
        }
        Duration own = demand.patience().get();
        page.calls().forEach((target, calls) -> {
            for (Demand call : calls) {
                if (call.patience().isEmpty() || call.patience().get().compareTo(own) > 0) {
                    impatience.add(demand.caller() + " gives up after " + text(demand.patience()) + ", but "
                            + call.caller() + " waits " + text(call.patience()) + " for " + target);
                }
            }
        });
    }

    private static String text(Optional<Duration> patience) {
        return patience.map(p -> Times.text(p.toNanos())).orElse("for ever");
    }
}
