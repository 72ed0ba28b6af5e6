package dev.brownout.capacity;

import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ScientificNotation;
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

    /** Number from which digits are replaced by an exponent. */
    private static final double MOST_WHOLE = 1e15;

    private final Scenario scenario;
    private final TimeoutWarnings timeout;
    private final List<StageRow> stationRows = new ArrayList<>();
    private final Map<Sentence, WarningEvidence> overloads = new LinkedHashMap<>();
    private final Map<Sentence, WarningEvidence> cycles = new LinkedHashMap<>();
    private final Map<Sentence, List<ThrottledStage>> throttled = new LinkedHashMap<>();
    private final OverloadCauses causes;

    /**
     * A stage in which a policy throttles calls.
     *
     * @param stage the stage
     * @param limit the policy with its rates
     */
    private record ThrottledStage(LoadStage stage, ThroughputLimit limit) {}

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
        this.causes = new OverloadCauses(scenario);
    }

    /** Records the predicted problems of one stage, except overload. */
    void stage(LoadStage stage, TrafficEquations flows) {
        causes.add(stage);
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
        flows.callers()
                .flatMap(model -> model.throttles().stream())
                .forEach(limit -> throttled
                        .computeIfAbsent(limit.policy(), policy -> new ArrayList<>())
                        .add(new ThrottledStage(stage, limit)));
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

    /** Adds a warning for each policy that throttles calls and each overloaded station, with period and cause. */
    void overload() {
        throttled.values().forEach(this::warnThrottling);
        stationRows.sort(Comparator.comparing((StageRow row) -> row.station().station())
                .thenComparing(row -> row.station().fromNanos()));
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
            StageRow next = i + 1 < stationRows.size() ? stationRows.get(i + 1) : null;
            if (next == null || !sameOverload(now, next)) {
                List<StageRow> rows = List.copyOf(during);
                overloads.putIfAbsent(
                        overload(rows),
                        Double.isInfinite(now.station().utilization())
                                ? WarningEvidence.outage(
                                        rows, before.getOrDefault(now.station().station(), List.of()))
                                : WarningEvidence.overload(scenario, rows));
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

    /**
     * Returns the warning about an overload: the highest load at the largest capacity, and then a smaller capacity, as
     * during the crash of a node.
     *
     * @param rows the stages of the overload, in order
     */
    private Sentence overload(List<StageRow> rows) {
        double capacity = rows.stream()
                .mapToDouble(row -> row.station().capacityPerSecond())
                .reduce(0, Math::max);
        List<StageRow> normal =
                rows.stream().filter(row -> !isSmaller(row, capacity)).toList();
        StageRow worst = normal.stream()
                .reduce((a, b) -> b.station().load() > a.station().load() ? b : a)
                .orElseThrow();
        Station station = worst.station();
        boolean varies = normal.stream().anyMatch(row -> differ(station, row.station()));
        Sentence cause = causes.text(station);
        Sentence period = when(
                rows.get(0).station().fromNanos(),
                rows.get(rows.size() - 1).station().toNanos());
        Sentence when = varies ? period : Sentence.of("{}{}", period, cause);
        Sentence problem = Double.isInfinite(station.utilization())
                ? Sentence.of(
                        "{}: no node up{}, {} arriving", station.station(), when, rate(station.offeredPerSecond()))
                : Sentence.of(
                        worst.evenly()
                                ? "{} overloaded{}: {} offered (even share), capacity {} ({} %)"
                                : "{} overloaded{}: {} offered, capacity {} ({} %)",
                        station.station(),
                        when,
                        rate(station.offeredPerSecond()),
                        rate(station.capacityPerSecond()),
                        whole(100 * station.load()));
        Sentence peak = varies ? peak(problem, station.fromNanos(), station.toNanos(), cause) : problem;
        Sentence whole = rows.size() == normal.size() ? peak : smallerCapacity(peak, rows);
        return worst.limit()
                .map(limit -> Sentence.of("{}: it has {}", whole, limit.text()))
                .orElse(whole);
    }

    private static boolean isSmaller(StageRow row, double capacity) {
        return row.station().capacityPerSecond() < capacity * (1 - WORSE);
    }

    private static Sentence peak(Sentence problem, long fromNanos, long toNanos, Sentence cause) {
        return Sentence.of("{}, peak {} to {}{}", problem, TimeFormat.text(fromNanos), TimeFormat.text(toNanos), cause);
    }

    /** Returns a warning with the smallest capacity during an overload, and the period in which it first occurs. */
    private Sentence smallerCapacity(Sentence warning, List<StageRow> rows) {
        StageRow smallest = rows.stream()
                .reduce((a, b) -> isSmaller(b, a.station().capacityPerSecond()) ? b : a)
                .orElseThrow();
        double capacity = smallest.station().capacityPerSecond();
        long to = smallest.station().toNanos();
        for (StageRow row : rows) {
            boolean isNext = row.station().fromNanos() == to;
            to = isNext && row.station().capacityPerSecond() <= capacity * (1 + WORSE)
                    ? row.station().toNanos()
                    : to;
        }
        return smaller(warning, capacity, when(smallest.station().fromNanos(), to), causes.text(smallest.station()));
    }

    /** Adds a warning for a policy, with the first period in which it throttles calls. */
    private void warnThrottling(List<ThrottledStage> all) {
        int end = 1;
        while (end < all.size()
                && all.get(end).stage().fromNanos() <= all.get(end - 1).stage().toNanos()) {
            end++;
        }
        List<ThrottledStage> period = all.subList(0, end);
        double passing = period.stream()
                .mapToDouble(each -> each.limit().passesPerSecond())
                .reduce(0, Math::max);
        List<ThrottledStage> normal = period.stream()
                .filter(each -> each.limit().passesPerSecond() >= passing * (1 - WORSE))
                .toList();
        ThrottledStage worst = normal.stream()
                .reduce((a, b) -> b.limit().excess() > a.limit().excess() * (1 + WORSE) ? b : a)
                .orElseThrow();
        boolean varies = normal.stream()
                .anyMatch(each -> each.limit().excess() < worst.limit().excess() * (1 - WORSE));
        Sentence cause = causes.text(worst.stage(), worst.limit());
        Sentence when =
                when(all.get(0).stage().fromNanos(), all.get(end - 1).stage().toNanos());
        Sentence text = worst.limit().text(varies ? when : Sentence.of("{}{}", when, cause));
        Sentence peak =
                varies ? peak(text, worst.stage().fromNanos(), worst.stage().toNanos(), cause) : text;
        Sentence whole = period.stream()
                .reduce((a, b) -> b.limit().passesPerSecond() < a.limit().passesPerSecond() ? b : a)
                .filter(least -> !normal.contains(least))
                .map(least -> smaller(
                        peak,
                        least.limit().passesPerSecond(),
                        when(least.stage().fromNanos(), least.stage().toNanos()),
                        causes.text(least.stage(), least.limit())))
                .orElse(peak);
        overloads.putIfAbsent(
                whole, WarningEvidence.ofCount(scenario, worst.limit().counting(), "rate_limited", "limited"));
    }

    /** Returns a warning with a smaller capacity after it, and the period and the cause of that. */
    private static Sentence smaller(Sentence warning, double perSecond, Sentence when, Sentence cause) {
        return Sentence.of("{}; {}{}{}", warning, rate(perSecond), when, cause);
    }

    /** Formats a number without decimals, with separators; with an exponent if it has more than 15 digits. */
    private static String whole(double number) {
        return number < MOST_WHOLE ? String.format(Locale.ROOT, "%,.0f", number) : ScientificNotation.format(number, 2);
    }

    /** Formats a rate for display: {@code 240/s}, {@code 0.5/s}. */
    static String rate(double perSecond) {
        if (perSecond >= 100 || Math.abs(perSecond - Math.rint(perSecond)) <= 1e-6 * perSecond) {
            return whole(perSecond) + "/s";
        }
        return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f/s" : "%.3f/s", perSecond);
    }
}
