package dev.brownout.runtime;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Trace;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.TracingResult;
import dev.brownout.runtime.Run.Progress;
import dev.brownout.runtime.Run.Setup;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.tracing.BreakdownCollector;
import dev.brownout.tracing.LoggingObserver;
import dev.brownout.tracing.RequestLog;
import dev.brownout.tracing.RunObserver;
import dev.brownout.tracing.TraceCandidates;
import dev.brownout.tracing.TraceSet;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A run with tracing of requests. The selection of requests for individual traces is known only at its end. The run is
 * then repeated with the same seed, and only the selected requests are traced.
 */
final class FollowedRun {
    private final Scenario scenario;
    private final CapacityForecast forecast;
    private final Setup setup;

    private FollowedRun(Scenario scenario, Setup setup) {
        this.scenario = scenario;
        this.forecast = CapacityForecast.of(scenario);
        this.setup = setup;
    }

    /**
     * Runs a scenario like {@link Run#execute} and adds the breakdown and the traces of requests.
     *
     * @throws AuditException if the parts of the latencies do not add up, or if the repeated run differs
     */
    static VariantResult execute(Scenario scenario, Setup setup, Progress progress) {
        return new FollowedRun(scenario, setup).run(progress);
    }

    private VariantResult run(Progress progress) {
        boolean twice = !setup.following().traces().hasNoSelection();
        BreakdownCollector breakdowns = new BreakdownCollector(scenario.warmupNanos());
        RunObserver tracer = setup.following().breakdown() ? breakdowns.tracer() : RunObserver.noObserver();
        RequestLog log = setup.following().log();
        RunObserver observer = log == RequestLog.NONE ? tracer : new LoggingObserver(tracer, log);
        TraceCandidates finalists = twice
                ? new TraceCandidates(
                        observer, setup.following().traces(), scenario.warmupNanos(), this::goodWithinNanos)
                : null;
        Progress first = twice ? part(progress, 0) : progress;
        VariantResult result = Run.execute(forecast, setup, first, twice ? finalists : observer);
        if (setup.following().breakdown()) {
            result = withBreakdown(result, breakdowns);
        }
        return twice && result.run().complete() ? withTraces(result, finalists, part(progress, 1)) : result;
    }

    private long goodWithinNanos(String request) {
        return scenario.workload()
                .requests()
                .get(request)
                .goodWithin()
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE);
    }

    private static Progress part(Progress progress, int half) {
        return new Progress() {
            @Override
            public boolean onProgress(double share, long events, long inFlight) {
                return progress.onProgress((half + share) / 2, events, inFlight);
            }

            @Override
            public Optional<Sentence> exceeded(LongSupplier requests, LongSupplier bytes) {
                return progress.exceeded(requests, bytes);
            }
        };
    }

    private static VariantResult withBreakdown(VariantResult result, BreakdownCollector breakdowns) {
        List<AuditLine> audit = new ArrayList<>(result.accounting().audit());
        for (BreakdownCollector.Identity identity : breakdowns.identities()) {
            audit.add(Auditor.balanced(identity.name(), identity.left(), identity.right()));
        }
        Map<String, Map<String, LatencyBreakdown>> parts = breakdowns.results();
        for (Map.Entry<String, Map<String, LatencyBreakdown>> entry : parts.entrySet()) {
            RequestResult requests = result.requests().get(entry.getKey());
            audit.add(Auditor.balanced(
                    entry.getKey() + ": responses with a latency breakdown = responses",
                    BigInteger.valueOf(breakdowns.successfulRequests(entry.getKey())),
                    BigInteger.valueOf(requests.successes().count())));
        }
        return result.with(new TracingResult(parts, List.of()), audit);
    }

    private VariantResult withTraces(VariantResult result, TraceCandidates finalists, Progress progress) {
        TraceSet traces = new TraceSet(finalists.chosen());
        VariantResult repeatedRun = Run.execute(forecast, setup, progress, traces.tracer());
        if (!repeatedRun.run().complete()) {
            return result;
        }
        if (repeatedRun.run().simulatedEvents() != result.run().simulatedEvents()
                || !repeatedRun.requests().equals(result.requests())) {
            throw new AuditException(
                    "events of the run = events of the repeated run",
                    result.run().simulatedEvents(),
                    repeatedRun.run().simulatedEvents());
        }
        List<Trace> seen = traces.results();
        return result.with(
                new TracingResult(result.tracing().breakdown(), seen),
                result.accounting().audit());
    }
}
