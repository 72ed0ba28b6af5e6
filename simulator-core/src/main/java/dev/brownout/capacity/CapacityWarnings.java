package dev.brownout.capacity;

import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.component.WorkDistribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Warnings about predicted problems of a scenario. Each warning occurs once. */
final class CapacityWarnings {

    /** Rounding tolerance of the utilization of a station in a closed loop. */
    private static final double ROUNDING = 1e-6;

    /** Relative difference in load above which one stage is considered worse than another. */
    private static final double WORSE = 0.005;

    private final Scenario scenario;
    private final TimeoutWarnings timeout;
    private final List<StageRow> stationRows = new ArrayList<>();
    private final Map<Sentence, WarningEvidence> overloads = new LinkedHashMap<>();
    private final Map<Sentence, WarningEvidence> cycles = new LinkedHashMap<>();
    private final Set<Sentence> throttled = new LinkedHashSet<>();

    /**
     * A predicted problem with the measurement that confirms it.
     *
     * @param text the sentence that describes the problem
     * @param evidence the measurement
     */
    record ModelWarning(Sentence text, WarningEvidence evidence) {}

    CapacityWarnings(Scenario scenario) {
        this.scenario = scenario;
        this.timeout = new TimeoutWarnings(scenario);
    }

    /** Records the predicted problems of one stage, except overload. */
    void stage(LoadStage stage, TrafficEquations flows) {
        timeout.check(flows);
        for (List<String> path : flows.endless(true)) {
            cycles.putIfAbsent(
                    Sentence.of(
                            "the cycle {} amplifies its messages until a queue is full: each message creates one or "
                                    + "more",
                            String.join(" -> ", path)),
                    measured -> path.stream()
                            .anyMatch(name -> WarningEvidence.ofCount(scenario, name, "rejected", "lost", "in_flight")
                                    .confirmedBy(measured)));
        }
        flows.users().values().forEach(componentModel -> warnThrottling(stage, componentModel));
        flows.componentModels().values().forEach(componentModel -> warnThrottling(stage, componentModel));
    }

    /** Returns all warnings: predictions ordered by urgency, then statements about the scenario itself. */
    List<ModelWarning> all() {
        Map<Sentence, WarningEvidence> all = new LinkedHashMap<>(overloads);
        cycles.forEach(all::putIfAbsent);
        timeout.sentences().forEach(all::putIfAbsent);
        endless().forEach(text -> all.putIfAbsent(text, WarningEvidence.FACT));
        sharedQueueWarnings().forEach(text -> all.putIfAbsent(text, WarningEvidence.FACT));
        List<ModelWarning> warnings = new ArrayList<>();
        all.forEach((text, evidence) -> warnings.add(new ModelWarning(text, evidence)));
        return warnings;
    }

    /** Returns a warning that lists the distributions without a finite mean. The analytical model cannot use them. */
    private List<Sentence> endless() {
        Set<String> owners = new LinkedHashSet<>();
        scenario.workload().load().filter(CapacityWarnings::isEndless).ifPresent(load -> owners.add("the load"));
        scenario.network().filter(CapacityWarnings::isEndless).ifPresent(network -> owners.add("the network"));
        scenario.components().forEach((name, entry) -> {
            if (isEndless(entry.spec())) {
                owners.add(name);
            }
        });
        scenario.workload().requests().forEach((name, request) -> {
            // Random cycles are truncated, so their mean is finite.
            if (isEndless(request.sized(new ConstantDistribution(0)))) {
                owners.add(name);
            }
        });
        scenario.workload().journeys().forEach((name, journey) -> {
            if (isEndless(journey)) {
                owners.add(name);
            }
        });
        return owners.isEmpty()
                ? List.of()
                : List.of(Sentence.of(
                        "the mean of a distribution of {} is infinite, as of pareto with an alpha of 1 or less: its "
                                + "measurements grow with the length of the run, and there is no estimate",
                        String.join(" and of ", owners)));
    }

    private static boolean isEndless(Object value) {
        return value instanceof Record record
                && ScenarioFacts.nestedRecords(record).stream()
                        .anyMatch(part ->
                                part instanceof Distribution distribution && Double.isInfinite(distribution.mean()));
    }

    /** Returns a warning for each queue with messages that several tiers share, instead of each getting all. */
    private List<Sentence> sharedQueueWarnings() {
        Map<String, List<String>> consumers = new TreeMap<>();
        scenario.components()
                .forEach((name, entry) -> WorkDistribution.of(entry.spec())
                        .takesFrom()
                        .ifPresent(queue -> consumers
                                .computeIfAbsent(queue, q -> new ArrayList<>())
                                .add(name)));
        List<Sentence> competing = new ArrayList<>();
        consumers.forEach((queue, tiers) -> {
            if (tiers.size() > 1 && !copies(queue)) {
                competing.add(Sentence.of(
                        "{} share the messages of {}: each message goes to one of them; to send all messages to each, "
                                + "publish to a queue per consumer",
                        String.join(" and ", tiers),
                        queue));
            }
        });
        return competing;
    }

    private boolean copies(String queue) {
        return WorkDistribution.of(scenario.components().get(queue).spec()).copiesToEach();
    }

    /** Records the estimate of a station in a stage. */
    void reckoned(StageRow station) {
        stationRows.add(station);
    }

    /** Adds a warning for each station that is overloaded, with the period of the overload. */
    void overload() {
        stationRows.sort(Comparator.comparing((StageRow row) -> row.station().station())
                .thenComparing(row -> row.station().fromNanos()));
        StageRow worst = null;
        long since = 0;
        boolean varies = false;
        List<StageRow> during = new ArrayList<>();
        Map<String, List<String>> before = new TreeMap<>();
        for (int i = 0; i < stationRows.size(); i++) {
            StageRow now = stationRows.get(i);
            if (!now.nodes().isEmpty() && !now.station().station().equals(now.component())) {
                before.put(now.station().station(), now.nodes());
            }
            if (!isOverloaded(now)) {
                continue;
            }
            during.add(now);
            boolean first = worst == null;
            since = first ? now.station().fromNanos() : since;
            varies |= !first && differ(now.station(), worst.station());
            worst = first || now.station().load() > worst.station().load() ? now : worst;
            StageRow next = i + 1 < stationRows.size() ? stationRows.get(i + 1) : null;
            if (next == null || !sameOverload(now, next)) {
                boolean noMachine = Double.isInfinite(worst.station().utilization());
                overloads.putIfAbsent(
                        overload(worst, since, now.station().toNanos(), varies),
                        noMachine
                                ? WarningEvidence.outage(
                                        List.copyOf(during),
                                        before.getOrDefault(now.station().station(), List.of()))
                                : WarningEvidence.overload(scenario, List.copyOf(during)));
                worst = null;
                varies = false;
                during.clear();
            }
        }
    }

    private static boolean differ(Station station, Station other) {
        return Math.abs(station.load() - other.load()) > WORSE * other.load();
    }

    /** Returns whether two stages belong to one overload. */
    private static boolean sameOverload(StageRow row, StageRow next) {
        return next.station().station().equals(row.station().station())
                && isOverloaded(next)
                && Double.isInfinite(next.station().utilization())
                        == Double.isInfinite(row.station().utilization());
    }

    /**
     * Returns whether the offered load reaches the capacity. A closed loop is allowed a rounding tolerance, because its
     * users never offer more than the capacity.
     */
    private static boolean isOverloaded(StageRow row) {
        return row.station().load() >= (row.closed() ? 1 + ROUNDING : 1);
    }

    /** Returns a period with a space before it; empty for the measured part of the run. */
    private Sentence when(long fromNanos, long toNanos) {
        boolean isLate = fromNanos > scenario.warmupNanos();
        if (toNanos < scenario.durationNanos()) {
            return isLate
                    ? Sentence.of(" from {} to {}", TimeFormat.text(fromNanos), TimeFormat.text(toNanos))
                    : Sentence.of(" until {}", TimeFormat.text(toNanos));
        }
        return isLate ? Sentence.of(" from {}", TimeFormat.text(fromNanos)) : Sentence.EMPTY;
    }

    private Sentence overload(StageRow worst, long from, long to, boolean varies) {
        Station station = worst.station();
        Sentence problem = Double.isInfinite(station.utilization())
                ? Sentence.of(
                        "{}: no node up{}, {} arriving",
                        station.station(),
                        when(from, to),
                        rate(station.offeredPerSecond()))
                : Sentence.of(
                        worst.evenly()
                                ? "{} overloaded{}: {} offered (even share), capacity {} ({} %)"
                                : "{} overloaded{}: {} offered, capacity {} ({} %)",
                        station.station(),
                        when(from, to),
                        rate(station.offeredPerSecond()),
                        rate(station.capacityPerSecond()),
                        String.format(Locale.ROOT, "%.0f", 100 * station.load()));
        Sentence peak = varies
                ? Sentence.of(
                        "{}, peak {} to {}",
                        problem,
                        TimeFormat.text(station.fromNanos()),
                        TimeFormat.text(station.toNanos()))
                : problem;
        return worst.limit()
                .map(limit -> Sentence.of("{}: it has {}", peak, limit.text()))
                .orElse(peak);
    }

    /** Adds a warning for each policy that begins to throttle calls in this stage because the call rate is too high. */
    private void warnThrottling(LoadStage stage, ComponentCapacityModel componentModel) {
        for (ThroughputLimit throttle : componentModel.throttles()) {
            if (throttled.add(throttle.policy())) {
                overloads.putIfAbsent(
                        throttle.text(when(stage.fromNanos(), scenario.durationNanos())),
                        WarningEvidence.ofCount(scenario, throttle.counting(), "rate_limited", "limited"));
            }
        }
    }

    /** Formats a rate for display: {@code 240/s}, {@code 0.5/s}. */
    static String rate(double perSecond) {
        if (perSecond >= 100 || Math.abs(perSecond - Math.rint(perSecond)) <= 1e-6 * perSecond) {
            return String.format(Locale.ROOT, "%.0f/s", perSecond);
        }
        return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f/s" : "%.3f/s", perSecond);
    }
}
