package dev.brownout.experiment.falsify;

import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.random.KeyedRandom;
import dev.brownout.runtime.ApplicableFaults;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generates the schedules of a search: first each candidate alone with its longest duration and its greatest strength,
 * then random schedules. Schedule {@code i} does not depend on the results of earlier ones. Each value of a varied
 * setting occurs equally often.
 */
final class ScheduleGenerator {
    /** Greatest share of the measured time that a fault lasts, so that the recovery is a part of the run. */
    private static final double LONGEST_SHARE = 0.4;

    private static final double FIRST_SHARE = 0.1;
    private static final double LAST_SHARE = 0.6;
    private static final double SCREENING_SHARE = 0.25;
    private static final int MOST_FAULTS = 12;
    private static final int ATTEMPTS = 20;

    private final FaultModel model;
    private final List<FaultCandidate> candidates;
    private final List<Variation> variations;
    private final Scenario scenario;
    private final ExchangeableNodes exchangeable;

    ScheduleGenerator(
            FaultModel model, List<FaultCandidate> candidates, List<Variation> variations, Scenario scenario) {
        this.model = model;
        this.candidates = candidates;
        this.variations = variations;
        this.scenario = scenario;
        this.exchangeable = new ExchangeableNodes(ApplicableFaults.of(scenario), scenario, model.atOnce() > 1);
    }

    /** Returns the number of schedules with a single fault at the start of the search. */
    int screenings() {
        return candidates.size();
    }

    /**
     * Returns a schedule.
     *
     * @param number number of the schedule, from 0
     */
    InjectionSchedule schedule(int number) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(scenario.seed(), number, "falsify"));
        List<InjectedFault> faults =
                number < candidates.size() ? List.of(screening(candidates.get(number))) : faults(random);
        return canonical(new InjectionSchedule(faults, settings(number)));
    }

    /** Returns the equivalent schedule with the first of exchangeable nodes. */
    InjectionSchedule canonical(InjectionSchedule schedule) {
        return exchangeable.canonical(schedule);
    }

    private InjectedFault screening(FaultCandidate candidate) {
        return new InjectedFault(
                candidate,
                start(SCREENING_SHARE),
                longest(candidate.type()),
                candidate.type().strength().strongest());
    }

    private long measuredNanos() {
        return scenario.durationNanos() - scenario.warmupNanos();
    }

    /** Returns a start at a share of the measured time. */
    private long start(double share) {
        long nanos = scenario.warmupNanos() + (long) (share * measuredNanos());
        return round(nanos, scenario.durationNanos());
    }

    /** Rounds a time down to two or three decimal digits of a longer one, for short sentences. */
    private static long round(long nanos, long whole) {
        long grid = 1;
        while (grid * 1000 < whole) {
            grid *= 10;
        }
        return nanos / grid * grid;
    }

    private long longest(FaultType type) {
        long capacity = (long) (LONGEST_SHARE * measuredNanos());
        long longest = Math.min(type.longestNanos(), capacity);
        return type.longestNanos() == 0
                ? 0
                : Math.max(1, Math.round(InjectedFault.round(Math.max(longest, Math.min(capacity, 1)))));
    }

    private List<InjectedFault> faults(KeyedRandom random) {
        double mean = model.perSecond().isPresent()
                ? model.perSecond().getAsDouble() * measuredNanos() / 1e9
                : FaultModel.USUAL_FAULTS;
        if (model.atOnce() > 1 && random.nextInt(2) == 0) {
            return concurrentFaults(random);
        }
        int target = count(random, mean);
        List<InjectedFault> faults = new ArrayList<>();
        for (int attempt = 0; faults.size() < target && attempt < ATTEMPTS * target; attempt++) {
            InjectedFault fault = fault(random, candidate(random));
            if (fits(fault, faults)) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private FaultCandidate candidate(KeyedRandom random) {
        return exchangeableCandidate(candidates.get(random.nextInt(candidates.size())), random);
    }

    /** Returns a candidate at a random one of the exchangeable nodes, of as many as faults may be active together. */
    private FaultCandidate exchangeableCandidate(FaultCandidate candidate, KeyedRandom random) {
        List<String> nodes = exchangeable.alternatives(candidate.node(), model.atOnce());
        return nodes.size() == 1 ? candidate : candidate.atNode(nodes.get(random.nextInt(nodes.size())));
    }

    /**
     * Returns two faults or more, up to the maximum, that begin together. In half of the schedules they are of one type
     * at exchangeable nodes, if there are several.
     */
    private List<InjectedFault> concurrentFaults(KeyedRandom random) {
        int target = 2 + random.nextInt(model.atOnce() - 1);
        boolean isSimilar = random.nextInt(2) == 0;
        List<InjectedFault> faults = new ArrayList<>();
        for (int attempt = 0; faults.size() < target && attempt < ATTEMPTS * target; attempt++) {
            FaultCandidate candidate = faults.isEmpty() || !isSimilar || attempt >= ATTEMPTS
                    ? candidate(random)
                    : exchangeableCandidate(faults.get(0).candidate(), random);
            InjectedFault fault = fault(random, candidate);
            InjectedFault first = faults.isEmpty() ? fault : faults.get(0);
            InjectedFault moved =
                    new InjectedFault(fault.candidate(), first.startNanos(), fault.durationNanos(), fault.strength());
            if (fits(moved, faults)) {
                faults.add(moved);
            }
        }
        return faults;
    }

    /** Returns a number of the Poisson distribution, at least 1. */
    private static int count(KeyedRandom random, double mean) {
        int count = 0;
        for (double sum = random.exponential(); sum < mean && count < MOST_FAULTS; sum += random.exponential()) {
            count++;
        }
        return Math.max(1, count);
    }

    private InjectedFault fault(KeyedRandom random, FaultCandidate candidate) {
        FaultType type = candidate.type();
        double share = FIRST_SHARE + (LAST_SHARE - FIRST_SHARE) * random.uniform();
        long longest = longest(type);
        double shortest = Math.min(type.shortestNanos(), longest);
        double length = shortest + (longest - shortest) * random.uniform();
        FaultStrength strength = type.strength();
        double strong = strength.mildest() + (strength.strongest() - strength.mildest()) * random.uniform();
        return new InjectedFault(
                candidate,
                start(share),
                longest == 0 ? 0 : Math.round(InjectedFault.round(length)),
                strength == FaultStrength.NONE ? 0 : InjectedFault.round(strong));
    }

    /** Returns whether a fault can be added: never too many together, and no candidate twice together. */
    private boolean fits(InjectedFault fault, List<InjectedFault> faults) {
        List<InjectedFault> together = faults.stream()
                .filter(other -> other.startNanos() <= fault.endNanos() && fault.startNanos() <= other.endNanos())
                .toList();
        return together.size() < model.atOnce()
                && together.stream().noneMatch(other -> other.candidate().equals(fault.candidate()));
    }

    /**
     * Returns the values of a schedule. As many consecutive schedules as a setting has values take each of them once,
     * in random order.
     */
    private Map<String, Value> settings(int number) {
        Map<String, Value> settings = new LinkedHashMap<>();
        for (Variation variation : variations) {
            List<Value> values = new ArrayList<>(variation.values());
            int count = values.size();
            long key = KeyedRandom.key(scenario.seed(), number / count, "falsify." + variation.path());
            KeyedRandom random = new KeyedRandom(key);
            for (int i = count - 1; i > 0; i--) {
                Collections.swap(values, i, random.nextInt(i + 1));
            }
            settings.put(variation.path(), values.get(number % count));
        }
        return settings;
    }
}
