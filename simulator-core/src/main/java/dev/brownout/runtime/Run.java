package dev.brownout.runtime;

import static java.util.Collections.emptyMap;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.metrics.AnswerMetrics;
import dev.brownout.metrics.CallGraphResults;
import dev.brownout.metrics.ChartColumns;
import dev.brownout.metrics.ConstantMetrics;
import dev.brownout.metrics.FaultLosses;
import dev.brownout.metrics.LossMetrics;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.metrics.MetricSubject;
import dev.brownout.metrics.RecoveryTracker;
import dev.brownout.metrics.ResultBuilder;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.metrics.SeriesBuilder;
import dev.brownout.metrics.SlaVerdicts;
import dev.brownout.metrics.UsualLatency;
import dev.brownout.metrics.WindowResolver;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AccountingResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.EarlyStop;
import dev.brownout.result.VariantResult.EvaluationResult;
import dev.brownout.result.VariantResult.RunExecution;
import dev.brownout.result.VariantResult.RunHistory;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.result.VariantResult.TracingResult;
import dev.brownout.result.WindowResult;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SettingEffects;
import dev.brownout.tracing.RunObserver;
import dev.brownout.tracing.TraceOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Executes one run of one variant, from a scenario to a result. */
public final class Run {
    private static final int PROGRESS_SLICES = 500;

    private final Scenario scenario;
    private final RunEnvironment environment;
    private final RunModel model;
    private final WindowResolver windows;
    private final CapacityForecast forecast;
    private final Map<String, RecoveryTracker> recoveries = new TreeMap<>();
    final RunMeasurements measurements;
    final MetricResolver readings;
    private final SlaVerdicts verdicts;
    private final AnswerMetrics answer;
    private final FaultTimeline faults;
    private final AlertMonitors alerts;
    private final RequestSources traffic;

    /** Listener for the progress of a run. Called between events, once per some thousand events. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Reports the progress.
         *
         * @param share elapsed share of the simulated time, from 0 to 1
         * @param events number of events executed
         * @param inFlight requests in flight
         * @return false to stop the run
         */
        boolean onProgress(double share, long events, long inFlight);

        /**
         * Checks the use of the run against limits. Called after {@link #onProgress}.
         *
         * @param requests returns the number of requests sent so far
         * @param bytes returns the approximate memory of all growing collections, in bytes
         * @return the reason to stop the run, as its result states it; empty to continue
         */
        default Optional<Sentence> exceeded(LongSupplier requests, LongSupplier bytes) {
            return Optional.empty();
        }
    }

    /**
     * Name and options of a run.
     *
     * @param name name of the variant
     * @param settings its resolved settings, for the result
     * @param expectedViolations names of the assertions that are expected to be violated
     * @param replication number of the replication, from 0
     * @param predicts whether predictions are checked
     * @param requestedMetrics additional metrics to evaluate over the measured part of the run
     * @param following tracing options for single requests
     * @param assertions all assertions of the variant; the scenario lacks those without data. Empty for the assertions
     *     of the scenario
     */
    public record Setup(
            String name,
            List<Setting> settings,
            List<String> expectedViolations,
            int replication,
            boolean predicts,
            List<Metric> requestedMetrics,
            TraceOptions following,
            Map<String, Relation> assertions) {
        /** Copies the collections. */
        public Setup {
            settings = List.copyOf(settings);
            expectedViolations = List.copyOf(expectedViolations);
            requestedMetrics = List.copyOf(requestedMetrics);
            assertions = Collections.unmodifiableMap(new LinkedHashMap<>(assertions));
        }

        /** Creates the setup of a run without additional metrics and tracing. */
        public Setup(String name, List<Setting> settings, List<String> breaks, int replication, boolean predicts) {
            this(name, settings, breaks, replication, predicts, List.of(), TraceOptions.NOTHING, emptyMap());
        }

        /** Returns this setup for another replication. */
        public Setup withReplication(int number) {
            return new Setup(
                    name, settings, expectedViolations, number, predicts, requestedMetrics, following, assertions);
        }

        /** Returns this setup with additional metrics. */
        public Setup withMetrics(List<Metric> metrics) {
            return new Setup(name, settings, expectedViolations, replication, predicts, metrics, following, assertions);
        }

        /** Returns this setup with tracing options for single requests. */
        public Setup following(TraceOptions traceOptions) {
            return new Setup(
                    name,
                    settings,
                    expectedViolations,
                    replication,
                    predicts,
                    requestedMetrics,
                    traceOptions,
                    assertions);
        }

        /** Returns this setup with all assertions of the variant, including those without data. */
        public Setup withAssertions(Map<String, Relation> all) {
            return new Setup(
                    name, settings, expectedViolations, replication, predicts, requestedMetrics, following, all);
        }

        /** Returns the setup of a run without settings and expected violations, for replication 0. */
        public static Setup of(String name) {
            return new Setup(name, List.of(), List.of(), 0, true);
        }
    }

    /** Creates a run. The instruments of some metrics exist only if they are among {@code named}. */
    private Run(CapacityForecast forecast, Setup setup, List<Metric> named, boolean drawing, RunObserver observer) {
        this.scenario = forecast.scenario();
        this.forecast = forecast;
        this.windows = new WindowResolver(scenario);
        TimeGrid grid = new TimeGrid(
                scenario.durationNanos(), TimeGrid.step(scenario.durationNanos()), windows.borders(forecast.borders()));
        this.environment =
                new RunEnvironment(scenario, named, setup.replication(), grid, forecast.onMessageCycles(), observer);
        this.model = new RunBuilder(environment).build();
        this.alerts = new AlertMonitors(model);
        this.measurements = model.measurements(alerts.logs());
        ScenarioErrors complaints = new ScenarioErrors(scenario);
        watchRecoveries(setup.requestedMetrics(), complaints);
        this.readings = new MetricResolver(
                measurements, model.classes(), model.watchedKeys(), recoveries, new FaultLosses(measurements));
        this.verdicts = new SlaVerdicts(measurements, windows, readings);
        this.answer = new AnswerMetrics(measurements, windows, readings);
        this.faults = new FaultTimeline(model);
        model.checks().forEach(complaints::check);
        faults.check(complaints);
        this.traffic = new RequestSources(model);
        traffic.check(complaints);
        alerts.find(measurements, readings, complaints);
        verdicts.check(complaints::check);
        if (drawing) {
            new ChartColumns(measurements, readings).check(complaints::check);
            answer.check(complaints::check);
        }
        complaints.check(forecast::check);
        setup.requestedMetrics().forEach(metric -> complaints.check(() -> readings.of(metric, "metric")));
        complaints.throwIfAny();
    }

    /** Registers trackers for recovery metrics. These need to observe requests during the run. */
    private void watchRecoveries(List<Metric> requestedMetrics, ScenarioErrors complaints) {
        Map<String, Metric> metrics = new TreeMap<>();
        requestedMetrics.forEach(metric -> metrics.put(metric.toString(), metric));
        scenario.evaluation().sla().forEach((name, relation) -> metrics.put("sla." + name, relation.metric()));
        scenario.evaluation()
                .predict()
                .forEach((name, prediction) -> metrics.put("predict." + name, prediction.metric()));
        metrics.values().removeIf(metric -> !MetricDefinition.recovers(metric.name()));
        metrics.forEach((path, metric) -> complaints.check(() -> watchRecovery(metric, path)));
        complaints.throwIfAny();
        scenario.evaluation().answer().stream()
                .filter(one -> MetricDefinition.recovers(one.metric().name()))
                .forEach(this::watchRecoveryIfDefined);
    }

    /** Registers a tracker for a metric of the answer, unless only another variant has it. */
    private void watchRecoveryIfDefined(AnswerMetric one) {
        try {
            watchRecovery(one.metric(), one.path());
        } catch (ScenarioException e) {
            // The check of the answer reports a metric that no variant has.
        }
    }

    private void watchRecovery(Metric metric, String path) {
        MetricSubject of = MetricSubject.measure(metric, measurements.scope(), path);
        String fault = metric.fault().orElse(WindowResolver.FAULT);
        List<Long> starts = scenario.faults().stream().map(FaultEntry::startAt).toList();
        RecoveryTracker log = new RecoveryTracker(windows.fault(fault, path).fromNanos(), starts);
        if (recoveries.putIfAbsent(MetricResolver.recoveryKey(of, metric), log) == null) {
            model.classes().values().stream()
                    .filter(type -> of.owner().isEmpty() || type.name().equals(of.owner()))
                    .forEach(type -> type.addListener(log.new ClassWatch()));
        }
    }

    /**
     * Validates a scenario without running it. Builds the scenario and resolves all names, including those in charts
     * and in the answer. These can name objects that only other variants have, so that a run does not check them.
     *
     * @return the metrics and settings of the scenario that are never measured or never used
     * @throws dev.brownout.spi.ScenarioException if the scenario is invalid; further independent errors are suppressed
     *     exceptions of it
     */
    public static ScenarioReview check(Scenario scenario) {
        Run run = new Run(CapacityForecast.of(scenario), Setup.of(""), List.of(), true, RunObserver.noObserver());
        SettingEffects effects = new SettingEffects();
        run.model.effects().forEach(declaration -> declaration.accept(effects));
        new ConditionalSettings(effects).declare(scenario);
        return new ScenarioReview(
                new ConstantMetrics(run.measurements).of(run.readings, new TreeMap<>()), effects.all());
    }

    /** Builds a valid scenario, without a run. */
    static RunModel assembled(Scenario scenario) {
        return built(scenario, List.of()).model;
    }

    /** Builds a valid scenario with the instruments of some metrics, without a run. */
    static Run built(Scenario scenario, List<Metric> metrics) {
        return new Run(CapacityForecast.of(scenario), Setup.of(""), metrics, false, RunObserver.noObserver());
    }

    /**
     * Runs a scenario to its end, or until it is stopped.
     *
     * @param progress listener for the progress of the run
     * @throws TooLittleMemoryError if there is not enough memory left to report the measurements
     * @throws dev.brownout.spi.ScenarioException if the scenario is invalid
     * @throws AuditException if an accounting identity is violated
     */
    public static VariantResult execute(Scenario scenario, Setup setup, Progress progress) {
        return setup.following().isDisabled()
                ? execute(CapacityForecast.of(scenario), setup, progress, RunObserver.noObserver())
                : FollowedRun.execute(scenario, setup, progress);
    }

    /** Runs a scenario with an observer. */
    static VariantResult execute(CapacityForecast forecast, Setup setup, Progress progress, RunObserver observer) {
        return new Run(forecast, setup, setup.requestedMetrics(), false, observer).run(setup, progress);
    }

    private VariantResult run(Setup setup, Progress progress) {
        new PeriodicSampler(environment).start(model.components().values());
        faults.start();
        alerts.start();
        model.components().values().forEach(own -> own.component.start());
        traffic.start();
        Watchdog watchdog = new Watchdog(model);
        recoveries.forEach((name, log) -> watchdog.grows("requests kept for rto", 40, log::length));
        environment.simulation.watchedBy(() -> {
            watchdog.check();
            watchdog.report(progress, (double) environment.simulation.now() / scenario.durationNanos());
            watchdog.limit(progress);
        });
        EarlyStop stopped = loop(progress, watchdog);
        try {
            return completedResult(setup, stopped, watchdog);
        } catch (RuntimeException failure) {
            if (watchdog.brokenOff()) {
                throw new TooLittleMemoryError(stopped);
            }
            throw failure;
        } catch (OutOfMemoryError full) {
            watchdog.ranOut();
            throw new TooLittleMemoryError(new EarlyStop(
                    environment.simulation.now(), watchdog.stopReason().get()));
        }
    }

    private VariantResult completedResult(Setup setup, EarlyStop stopped, Watchdog watchdog) {
        long endAt = environment.simulation.now();
        model.components().values().forEach(own -> own.component.finish());
        recordOverdue(endAt);
        model.components().values().forEach(own -> own.complete(endAt));
        measurements.policyInstruments().values().forEach(instruments -> instruments.complete(endAt));
        measurements.journeyInstruments().values().forEach(instruments -> instruments.complete(endAt));
        measurements.alerts().values().forEach(log -> log.instruments().complete(endAt));
        return result(setup, stopped, watchdog.brokenOff());
    }

    /** Counts the requests, calls and waits that have been open for longer than usual. */
    private void recordOverdue(long endAt) {
        UsualLatency usual = new UsualLatency(scenario, environment.grid, endAt);
        model.classes().values().forEach(type -> type.countOverdue(usual));
        model.journeys().values().forEach(visits -> visits.countWaiting(usual));
        model.components().values().forEach(own -> usual.countOverdue(own.hosts()));
        environment.audit.waits.forEach(
                overdueWaits -> overdueWaits.countOverdue(endAt, usual.of(overdueWaits), usual::calm));
    }

    private EarlyStop loop(Progress progress, Watchdog watchdog) {
        long end = scenario.durationNanos();
        for (int slice = 1; slice <= PROGRESS_SLICES; slice++) {
            try {
                environment.simulation.runUntil(slice == PROGRESS_SLICES ? end : end / PROGRESS_SLICES * slice);
            } catch (OutOfMemoryError full) {
                watchdog.ranOut();
            }
            if (environment.simulation.isStopped()) {
                return new EarlyStop(
                        environment.simulation.now(), watchdog.stopReason().get());
            }
            watchdog.report(progress, (double) slice / PROGRESS_SLICES);
            if (slice < PROGRESS_SLICES) {
                watchdog.limit(progress);
            }
            if (watchdog.stopReason().isPresent()) {
                return new EarlyStop(
                        environment.simulation.now(), watchdog.stopReason().get());
            }
        }
        return null;
    }

    private VariantResult result(Setup setup, EarlyStop stopped, boolean brokenOff) {
        readings.refresh();
        ResultBuilder results = new ResultBuilder(measurements, model.classes(), readings);
        WindowResolver.Bounds bounds = new WindowResolver.Bounds(scenario.warmupNanos(), scenario.durationNanos());
        CellRange measured = environment.grid.span(bounds.fromNanos(), bounds.toNanos());
        long now = environment.simulation.now();
        WindowResult run = results.window(bounds);
        Map<String, DataResult> data = new TreeMap<>();
        model.components().forEach((name, own) -> {
            if (own.ledger != null) {
                data.put(name, own.ledger.result());
            }
        });
        List<AuditLine> audit = brokenOff ? List.of() : new Auditor(model).audit(data);
        Map<String, SlaResult> sla = verdicts.sla(setup.expectedViolations(), setup.assertions());
        return new VariantResult(
                setup.name(),
                new RunExecution(
                        setup.settings(),
                        scenario.seed(),
                        setup.replication(),
                        scenario.durationNanos(),
                        scenario.warmupNanos(),
                        stopped,
                        RequestClass.issued(model.classes().values()),
                        environment.simulation.fired()),
                run.requests(),
                run.components(),
                results.windows(windows),
                new CallGraphResults(measurements, model.calls().counts(), now).results(measured),
                new SeriesBuilder(measurements, readings, now).build(model.classes(), model.watchedKeys()),
                new RunHistory(environment.chronicle.roles(now), faults.spans(), environment.chronicle.events()),
                new EvaluationResult(
                        sla,
                        setup.predicts() ? verdicts.predict() : new TreeMap<>(),
                        results.requestedMeasures(setup.requestedMetrics(), measured),
                        answer.values()),
                new RunWarnings(model, measurements, windows, readings)
                        .withRunWarnings(forecast.analysis(readings::stage), faults.encounters(), stopped == null),
                readings.costs().result(measured),
                new AccountingResult(data, LossMetrics.losses(measurements), audit),
                TracingResult.NONE);
    }
}
