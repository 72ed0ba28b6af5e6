package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Warnings about callers that time out before a response can arrive, or before their callees' own downstream calls do.
 */
final class TimeoutWarnings {
    private final Scenario scenario;
    private final Map<Sentence, WarningEvidence> sentences = new LinkedHashMap<>();

    TimeoutWarnings(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Returns the timeout of a call: that of the calling step, or else that of the called component. The timeout of the
     * component never extends that of users.
     */
    static Optional<Duration> timeout(
            OfferedDemand passed, boolean users, Step.Options stepOptions, Step.Options componentOptions) {
        if (stepOptions.hasTimeout() || !componentOptions.hasTimeout()) {
            return passed.timeout();
        }
        boolean bounded = users && passed.timeout().isPresent();
        Optional<Duration> shorter = componentOptions
                .timeout()
                .filter(t -> !bounded || t.compareTo(passed.timeout().get()) < 0);
        return bounded && shorter.isEmpty() ? passed.timeout() : shorter;
    }

    /** Returns the warnings, each with the measurement that confirms it: calls that timed out. */
    Map<Sentence, WarningEvidence> sentences() {
        return sentences;
    }

    /** Checks the calls of one stage. */
    void check(TrafficEquations flows) {
        flows.users().forEach((name, componentModel) -> {
            users(name);
            calls(flows, componentModel);
        });
        flows.componentModels().forEach((name, componentModel) -> {
            for (OfferedDemand demand : componentModel.demands()) {
                checkDownstreamTime(demand, flows.modelOf(name, demand));
            }
            calls(flows, componentModel);
        });
    }

    private void users(String name) {
        Optional<Duration> all = scenario.workload().requests().get(name).deadline();
        Optional<Duration> timeout = scenario.workload().requests().get(name).timeout();
        if (all.isPresent() && timeout.isPresent() && timeout.get().compareTo(all.get()) > 0) {
            sentences.putIfAbsent(
                    Sentence.of(
                            "{} has a deadline of {}, so its timeout of {} never ends an attempt",
                            name,
                            text(all),
                            text(timeout)),
                    WarningEvidence.FACT);
        }
        checkPolicies(name, scenario.workload().requests().get(name).policies(), nanos(timeout), nanos(all));
    }

    private void calls(TrafficEquations flows, ComponentCapacityModel componentModel) {
        for (Map.Entry<String, List<OfferedDemand>> entry :
                componentModel.calls().entrySet()) {
            for (OfferedDemand call : componentModel.awaited(entry.getKey())) {
                checkPolicies(
                        call.caller() + " -> " + entry.getKey(),
                        call.route().policies(),
                        nanos(call.timeout()),
                        Double.POSITIVE_INFINITY);
                double responseNanos =
                        call.timeout().isEmpty() ? 0 : flows.idle().exactly(entry.getKey(), call);
                if (responseNanos > nanos(call.timeout()) && Double.isFinite(responseNanos)) {
                    sentences.putIfAbsent(
                            Sentence.of(
                                    "timeout {} of {} -> {} is below the unloaded response time of {} ({})",
                                    text(call.timeout()),
                                    call.caller(),
                                    entry.getKey(),
                                    entry.getKey(),
                                    TimeFormat.text((long) (Math.rint(responseNanos / 1000) * 1000))),
                            WarningEvidence.slow(scenario, entry.getKey(), call.client(), nanos(call.timeout())));
                }
            }
        }
    }

    /**
     * Checks for policies that wait for longer than any attempt, or any call with all its attempts, takes.
     *
     * @param attemptNanos maximum duration of an attempt behind all policies; infinite for no limit
     * @param wholeNanos deadline around all policies; infinite for none
     */
    private void checkPolicies(String calls, List<FilterSpec> policies, double attemptNanos, double wholeNanos) {
        double aroundNanos = wholeNanos;
        for (int i = 0; i < policies.size(); i++) {
            CallTiming timing = CallTiming.of(policies.get(i));
            double shortestWaitNanos = timing.shortestWaitNanos();
            if (shortestWaitNanos >= aroundNanos) {
                sentences.putIfAbsent(
                        Sentence.of(
                                "{}: {} never repeats a call: its first wait is at least {}, and each call ends "
                                        + "within {}",
                                calls,
                                PolicyText.fullText(policies.get(i)),
                                TimeFormat.text((long) shortestWaitNanos),
                                TimeFormat.text((long) aroundNanos)),
                        WarningEvidence.FACT);
            }
            double downstreamNanos =
                    Math.min(aroundNanos, longest(policies.subList(i + 1, policies.size()), attemptNanos));
            aroundNanos = Math.min(aroundNanos, timing.attemptsEndAfterNanos());
            if (!timing.actsWithin(downstreamNanos)) {
                sentences.putIfAbsent(
                        Sentence.of(
                                "{}: {} never sends an attempt because of a late response: each attempt ends within {}",
                                calls,
                                PolicyText.fullText(policies.get(i)),
                                TimeFormat.text((long) downstreamNanos)),
                        WarningEvidence.FACT);
            }
        }
    }

    /**
     * Compares the timeout of a call to a component with the time for which the component may wait for downstream
     * calls.
     */
    private void checkDownstreamTime(OfferedDemand demand, ComponentCapacityModel componentModel) {
        double timeoutNanos = nanos(demand.timeout());
        if (Double.isInfinite(timeoutNanos)) {
            return;
        }
        String timeout = TimeFormat.text((long) timeoutNanos);
        componentModel.calls().forEach((target, calls) -> {
            for (OfferedDemand call : componentModel.awaited(target)) {
                double longest = longest(call.route().policies(), nanos(call.timeout()));
                if (nanos(call.timeout()) > timeoutNanos) {
                    sentences.putIfAbsent(
                            Sentence.of(
                                    "{} times out after {}, but {} waits {} for {}",
                                    demand.caller(),
                                    timeout,
                                    call.caller(),
                                    text(call.timeout()),
                                    target),
                            WarningEvidence.slow(scenario, call.caller(), call.client(), timeoutNanos));
                } else if (longest > timeoutNanos) {
                    sentences.putIfAbsent(
                            Sentence.of(
                                    "{} times out after {}, but {} can wait {} for {}: {} around a timeout of {}",
                                    demand.caller(),
                                    timeout,
                                    call.caller(),
                                    Double.isInfinite(longest) ? "forever" : TimeFormat.text((long) longest),
                                    target,
                                    call.route().policies().stream()
                                            .map(PolicyText::fullText)
                                            .collect(Collectors.joining(", ")),
                                    text(call.timeout())),
                            WarningEvidence.slow(scenario, call.caller(), call.client(), timeoutNanos));
                }
            }
        });
    }

    private double longest(List<FilterSpec> policies, double downstreamNanos) {
        double between = scenario.betweenTiers().toNanos();
        double longest = downstreamNanos;
        for (int i = policies.size() - 1; i >= 0; i--) {
            longest = CallTiming.of(policies.get(i)).longestNanos(longest, between);
        }
        return longest;
    }

    private static double nanos(Optional<Duration> timeout) {
        return timeout.map(p -> (double) p.toNanos()).orElse(Double.POSITIVE_INFINITY);
    }

    private static String text(Optional<Duration> timeout) {
        return timeout.map(p -> TimeFormat.text(p.toNanos())).orElse("forever");
    }
}
