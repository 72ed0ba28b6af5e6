package dev.brownout.capacity;

import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.DestinationSpec;
import dev.brownout.spi.ReplicaLagModel;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.StorageGrowthModel;
import dev.brownout.spi.WorkingSetModel;
import java.math.BigDecimal;
import java.math.MathContext;
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
    /** Hit ratio above which a cache is considered to hit for all reads. */
    private static final double NEARLY_ALL = 0.99;

    /** Rounding tolerance of the utilization of a station in a closed loop. */
    private static final double ROUNDING = 1e-6;

    /** Relative difference in load above which one stage is considered worse than another. */
    private static final double WORSE = 0.005;

    private static final MathContext DIGITS = new MathContext(3);
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

    private final Scenario scenario;
    private final TimeoutWarnings timeout;
    private final List<StageRow> reckoned = new ArrayList<>();
    private final Set<String> hardly = new LinkedHashSet<>();
    private final Map<String, WarningEvidence> overloads = new LinkedHashMap<>();
    private final Map<String, WarningEvidence> sizes = new LinkedHashMap<>();
    private final Set<String> behind = new LinkedHashSet<>();
    private final Map<String, Double> filled = new TreeMap<>();
    private final Set<String> throttled = new LinkedHashSet<>();

    /**
     * A predicted problem with the measurement that confirms it.
     *
     * @param text the sentence that describes the problem
     * @param evidence the measurement
     */
    record ModelWarning(String text, WarningEvidence evidence) {}

    CapacityWarnings(Scenario scenario) {
        this.scenario = scenario;
        this.timeout = new TimeoutWarnings(scenario);
    }

    /** Records the predicted problems of one stage, except overload. */
    void stage(LoadStage stage, TrafficEquations flows) {
        timeout.look(flows);
        for (List<String> way : flows.endless(true)) {
            sizes.putIfAbsent(
                    "what goes round " + String.join(" -> ", way)
                            + " becomes ever more until a queue is full: each message makes one or more, and only their"
                            + " first way round is worked out",
                    measured -> way.stream()
                            .anyMatch(name -> WarningEvidence.counted(scenario, name, "rejected", "lost", "in_flight")
                                    .confirmedBy(measured)));
        }
        flows.users().values().forEach(page -> throttles(stage, page));
        flows.pages().forEach((component, page) -> {
            throttles(stage, page);
            logs(stage, component, page);
            fills(stage, component, page);
            stores(component, page);
            expiries(component, page);
            memories(stage, component, page);
        });
    }

    /** Returns all warnings: predictions ordered by urgency, then statements about the scenario itself. */
    List<ModelWarning> all() {
        Map<String, WarningEvidence> all = new LinkedHashMap<>(overloads);
        sizes.forEach(all::putIfAbsent);
        timeout.sentences().forEach(all::putIfAbsent);
        endless().forEach(text -> all.putIfAbsent(text, WarningEvidence.FACT));
        competing().forEach(text -> all.putIfAbsent(text, WarningEvidence.FACT));
        List<ModelWarning> warnings = new ArrayList<>();
        all.forEach((text, evidence) -> warnings.add(new ModelWarning(text, evidence)));
        return warnings;
    }

    /** Returns a warning that lists the distributions without a finite mean. The analytical model cannot use them. */
    private List<String> endless() {
        Set<String> whose = new LinkedHashSet<>();
        scenario.load().filter(CapacityWarnings::endless).ifPresent(load -> whose.add("the load"));
        scenario.network().filter(CapacityWarnings::endless).ifPresent(network -> whose.add("the network"));
        scenario.components().forEach((name, entry) -> {
            if (endless(entry.spec())) {
                whose.add(name);
            }
        });
        scenario.requests().forEach((name, request) -> {
            // Random sizes are truncated, so their mean is finite.
            if (endless(request.sized(new ConstantDistribution(0)))) {
                whose.add(name);
            }
        });
        scenario.journeys().forEach((name, journey) -> {
            if (endless(journey)) {
                whose.add(name);
            }
        });
        return whose.isEmpty()
                ? List.of()
                : List.of("the mean of a law of " + String.join(" and of ", whose)
                        + " is infinite, as that of pareto with an alpha of 1 or less: what it measures grows with the"
                        + " length of the run, and no load is worked out of it");
    }

    private static boolean endless(Object said) {
        return said instanceof Record record
                && ScenarioFacts.inside(record).stream()
                        .anyMatch(part -> part instanceof Distribution law && Double.isInfinite(law.mean()));
    }

    /**
     * Returns a warning for each queue with several consuming tiers, which share its messages. The author may expect
     * that each tier gets all messages.
     */
    private List<String> competing() {
        Map<String, List<String>> consumers = new TreeMap<>();
        scenario.components()
                .forEach((name, entry) -> entry.spec()
                        .takesFrom()
                        .ifPresent(queue -> consumers
                                .computeIfAbsent(queue, q -> new ArrayList<>())
                                .add(name)));
        List<String> competing = new ArrayList<>();
        consumers.forEach((queue, tiers) -> {
            if (tiers.size() > 1 && !copies(queue)) {
                competing.add(String.join(" and ", tiers) + " share the messages of " + queue
                        + ": each goes to one of them; for each to get all, publish to a queue of its own as well");
            }
        });
        return competing;
    }

    private boolean copies(String queue) {
        return scenario.components().get(queue).spec() instanceof DestinationSpec destination
                && destination.copiesToEach();
    }

    /** Records the estimate of a station in a stage. */
    void reckoned(StageRow station) {
        reckoned.add(station);
    }

    /** Adds a warning for each station that is overloaded, with the period of the overload. */
    void overload() {
        reckoned.sort(Comparator.comparing((StageRow each) -> each.station().station())
                .thenComparing(each -> each.station().fromNanos()));
        StageRow worst = null;
        long since = 0;
        boolean others = false;
        List<StageRow> during = new ArrayList<>();
        Map<String, List<String>> before = new TreeMap<>();
        for (int i = 0; i < reckoned.size(); i++) {
            StageRow now = reckoned.get(i);
            if (!now.nodes().isEmpty() && !now.station().station().equals(now.component())) {
                before.put(now.station().station(), now.nodes());
            }
            if (!over(now)) {
                now.hardly().ifPresent(limit -> hardly(now, limit));
                continue;
            }
            during.add(now);
            boolean first = worst == null;
            since = first ? now.station().fromNanos() : since;
            others |= !first && differ(now.station(), worst.station());
            worst = first || now.station().utilization() > worst.station().utilization() ? now : worst;
            StageRow next = i + 1 < reckoned.size() ? reckoned.get(i + 1) : null;
            if (next == null || !together(now, next)) {
                boolean gone = Double.isInfinite(worst.station().utilization());
                overloads.putIfAbsent(
                        overload(worst, since, now.station().toNanos(), others),
                        gone
                                ? WarningEvidence.outage(
                                        List.copyOf(during),
                                        before.getOrDefault(now.station().station(), List.of()))
                                : WarningEvidence.overload(scenario, List.copyOf(during)));
                worst = null;
                others = false;
                during.clear();
            }
        }
    }

    private static boolean differ(Station one, Station other) {
        return Math.abs(one.utilization() - other.utilization()) > WORSE * other.utilization();
    }

    /** Returns whether two stages belong to one overload. */
    private static boolean together(StageRow one, StageRow next) {
        return next.station().station().equals(one.station().station())
                && over(next)
                && Double.isInfinite(next.station().utilization())
                        == Double.isInfinite(one.station().utilization());
    }

    /**
     * Returns whether the offered load reaches the capacity. A closed loop is allowed a rounding tolerance, because its
     * users never offer more than the capacity.
     */
    private static boolean over(StageRow each) {
        return each.station().utilization() >= (each.closed() ? 1 + ROUNDING : 1);
    }

    private void hardly(StageRow each, PlaceLimit limit) {
        Station station = each.station();
        if (hardly.add(station.station())) {
            String when = station.fromNanos() <= scenario.warmupNanos()
                    ? ""
                    : " from " + TimeFormat.text(station.fromNanos());
            overloads.putIfAbsent(
                    station.station() + " will hardly keep up" + when + ": " + rate(limit.offeredPerSecond())
                            + " offered, but " + limit.textInQueues(),
                    WarningEvidence.overload(scenario, List.of(each)));
        }
    }

    private String overload(StageRow worst, long from, long to, boolean others) {
        Station station = worst.station();
        String when = from <= scenario.warmupNanos() ? "" : " from " + TimeFormat.text(from);
        when += to >= scenario.durationNanos() ? "" : (when.isEmpty() ? " until " : " to ") + TimeFormat.text(to);
        String at = others
                ? ", the worst from " + TimeFormat.text(station.fromNanos()) + " to "
                        + TimeFormat.text(station.toNanos())
                : "";
        if (Double.isInfinite(station.utilization())) {
            return station.station() + " has no machine left" + when + ": " + rate(station.offeredPerSecond())
                    + " offered" + at;
        }
        return station.station() + " cannot keep up" + when + ": " + rate(station.offeredPerSecond()) + " offered"
                + (worst.evenly() ? " as an even share" : "") + ", "
                + rate(station.capacityPerSecond()) + " possible (ρ "
                + String.format(Locale.ROOT, "%.2f", station.utilization()) + ")" + at
                + worst.limit().map(limit -> ": it has " + limit.text()).orElse("");
    }

    /** Adds a warning for each policy that begins to throttle calls in this stage because the call rate is too high. */
    private void throttles(LoadStage stage, ComponentCapacityModel page) {
        for (ThroughputLimit throttle : page.throttles()) {
            if (throttled.add(throttle.policy())) {
                String when = stage.fromNanos() <= scenario.warmupNanos()
                        ? ""
                        : " from " + TimeFormat.text(stage.fromNanos());
                overloads.putIfAbsent(
                        throttle.text(when),
                        WarningEvidence.counted(scenario, throttle.counting(), "rate_limited", "limited"));
            }
        }
    }

    /** Formats a rate for display: {@code 240/s}, {@code 0.5/s}. */
    static String rate(double perSecond) {
        if (perSecond >= 100 || Math.abs(perSecond - StrictMath.rint(perSecond)) <= 1e-6 * perSecond) {
            return String.format(Locale.ROOT, "%.0f/s", perSecond);
        }
        return String.format(Locale.ROOT, perSecond >= 10 ? "%.1f/s" : "%.3f/s", perSecond);
    }

    /** Adds a warning for each group of replicas that receives more writes than it can apply, from this stage on. */
    private void logs(LoadStage stage, String component, ComponentCapacityModel page) {
        for (ReplicaLagModel log : page.logs()) {
            String replicas = component + "/" + log.part();
            if (log.writesPerSecond() > log.appliedPerSecond() && behind.add(replicas)) {
                String when = stage.fromNanos() <= scenario.warmupNanos()
                        ? ""
                        : " from " + TimeFormat.text(stage.fromNanos());
                overloads.putIfAbsent(
                        replicas + " fall further and further behind" + when + ": " + rate(log.writesPerSecond())
                                + " written, " + rate(log.appliedPerSecond()) + " applied",
                        WarningEvidence.lag(scenario, stage, component, log));
            }
        }
    }

    /**
     * Adds a warning for each store that is full before the end of the run. The growth of the stages is accumulated.
     */
    private void fills(LoadStage stage, String component, ComponentCapacityModel page) {
        for (StorageGrowthModel fill : page.fills()) {
            String name = fill.part().isEmpty() ? component : component + "/" + fill.part();
            double before = filled.getOrDefault(name, 0.0);
            double after = before + fill.bytesPerSecond() * (stage.toNanos() - stage.fromNanos()) / 1e9;
            filled.put(name, after);
            if (before <= fill.freeBytes() && after > fill.freeBytes()) {
                double nanos = stage.fromNanos() + (fill.freeBytes() - before) / fill.bytesPerSecond() * 1e9;
                sizes.putIfAbsent(
                        name + " is full from " + TimeFormat.text(StrictMath.round(nanos / 1e8) * 100_000_000L)
                                + " on: "
                                + bytes(fill.bytesPerSecond()) + "/s of new keys for " + bytes(fill.freeBytes())
                                + " that are left",
                        WarningEvidence.counted(scenario, component, "full"));
            }
        }
    }

    /**
     * Adds a warning for each component that runs out of memory before the end of the run. The growth of the stages is
     * accumulated.
     */
    private void memories(LoadStage stage, String component, ComponentCapacityModel page) {
        for (CapacityModel.Memory its : page.memories()) {
            String what = component + " memory";
            double before = filled.getOrDefault(what, its.atFirst());
            double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
            double most = its.lastingNanos() > 0
                    ? its.atFirst() + its.bytesPerSecond() * its.lastingNanos() / 1e9
                    : Double.POSITIVE_INFINITY;
            double after = Math.max(before, Math.min(most, before + its.bytesPerSecond() * seconds));
            filled.put(what, after);
            boolean first = stage.fromNanos() == 0;
            if (after > its.bytes() && (first || before <= its.bytes())) {
                double nanos = stage.fromNanos() + Math.max(0, (its.bytes() - before) / its.bytesPerSecond() * 1e9);
                sizes.putIfAbsent(
                        "machines of " + component + " have no memory left from "
                                + TimeFormat.text(StrictMath.round(nanos / 1e8) * 100_000_000L)
                                + " on, and their processes are killed: " + bytes(before) + " of sessions at "
                                + TimeFormat.text(stage.fromNanos()) + " and " + bytes(its.bytesPerSecond())
                                + "/s more in "
                                + bytes(its.bytes()),
                        WarningEvidence.counted(scenario, component, "oom_kills"));
            }
        }
    }

    /** Formats an amount of data for display: {@code 25.3MB}. */
    private static String bytes(double amount) {
        int unit = 0;
        double left = amount;
        while (left >= 1000 && unit < UNITS.size() - 1) {
            left /= 1000;
            unit++;
        }
        return new BigDecimal(left, DIGITS).stripTrailingZeros().toPlainString() + UNITS.get(unit);
    }

    /** Adds a warning for each cache that holds all keys, or that is too small for the most frequently read keys. */
    private void stores(String component, ComponentCapacityModel page) {
        for (WorkingSetModel store : page.stores()) {
            String name = store.part().isEmpty() ? component : component + "/" + store.part();
            if (store.keys() == 0 || Double.isInfinite(store.entries())) {
                continue;
            }
            if (store.entries() >= store.keys() && store.hitRatio() > NEARLY_ALL) {
                sizes.putIfAbsent(
                        name + " holds all " + count(store.keys()) + " keys: the hit ratio will be near 100%",
                        WarningEvidence.hitRatio(scenario, component, store));
            } else if (store.entries() < store.hotKeys()) {
                sizes.putIfAbsent(
                        name + " has room for " + count((long) store.entries())
                                + " keys, but half of the reads are for " + count(store.hotKeys())
                                + ": the hit ratio will be near "
                                + String.format(Locale.ROOT, "%.0f%%", 100 * store.hitRatio()),
                        WarningEvidence.hitRatio(scenario, component, store));
            }
        }
    }

    /** Adds a warning for each component with keys that expire before they are written again. */
    private void expiries(String component, ComponentCapacityModel page) {
        for (CapacityModel.Expiry its : page.expiries()) {
            if (its.everyNanos() > its.ttlNanos()) {
                sizes.putIfAbsent(
                        "keys of " + component + " expire after " + TimeFormat.text(its.ttlNanos())
                                + " and are written again after " + seconds(its.everyNanos()) + ": "
                                + String.format(Locale.ROOT, "%.1f%%", 100 * (1 - its.alive() / its.keys()))
                                + " of them are missing at any moment",
                        WarningEvidence.counted(scenario, component, "expired_keys", "expired_reads"));
            }
        }
    }

    /** Formats a time derived from rates, rounded to three digits. */
    private static String seconds(double nanos) {
        return TimeFormat.text(new BigDecimal(nanos).round(DIGITS).longValue());
    }

    /** Formats a count for display: {@code 1M}, {@code 100k}, {@code 12345}. */
    private static String count(long number) {
        if (number > 0 && number % 1_000_000 == 0) {
            return number / 1_000_000 + "M";
        }
        return number > 0 && number % 1000 == 0 ? number / 1000 + "k" : Long.toString(number);
    }
}
