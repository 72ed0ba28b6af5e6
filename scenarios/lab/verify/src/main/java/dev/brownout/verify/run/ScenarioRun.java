package dev.brownout.verify.run;

import dev.brownout.host.Host;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.scenario.WorkloadSpec;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.PeriodicSampling;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.workload.LoadProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reference model in the scenario language: a scenario file of the resources, its parameters, and the length of a run.
 */
public final class ScenarioRun {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String file;
    private final Map<String, String> replacements = new LinkedHashMap<>();
    private Scenario read;
    private double requestsPerSecond;
    private double minWarmupSeconds;
    private double fixedSeconds;

    private ScenarioRun(String file) {
        this.file = file;
    }

    /** Creates a run of a model file of the resources, given by its name without extension. */
    public static ScenarioRun of(String file) {
        return new ScenarioRun(file);
    }

    /** Replaces the value of a second-level name of the file, such as a parameter. */
    public ScenarioRun with(String name, Object value) {
        replacements.put(name, String.valueOf(value));
        return this;
    }

    /**
     * Sets the number of requests per second, which determines the length of a run. At 0, the length is that of the
     * file.
     */
    public ScenarioRun rate(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
        return this;
    }

    /** Sets the minimum warm-up in seconds. The warm-up is always at least a tenth of the run. */
    public ScenarioRun minWarmup(double seconds) {
        minWarmupSeconds = seconds;
        return this;
    }

    /**
     * Returns a copy that ends after {@code seconds}, independent of the number of requests. The warm-up is that of the
     * file.
     */
    public ScenarioRun withDuration(double seconds) {
        ScenarioRun copy = new ScenarioRun(file);
        copy.replacements.putAll(replacements);
        copy.fixedSeconds = seconds;
        return copy;
    }

    /** Creates a reference model that reads its measurements from each run. */
    public ReferenceModel read(String id, Function<ReplicationResult, Map<String, PartialEstimate>> reading) {
        return model(id, size -> reading.apply(run(size)));
    }

    /** Creates a deterministic reference model with a single run of the file's length. */
    public ReferenceModel deterministic(String id, Function<ReplicationResult, Map<String, Double>> reading) {
        return withTrial(id, setup -> size -> facts(reading.apply(setup.run(size))))
                .runs(1)
                .withFixedLength();
    }

    private static Map<String, PartialEstimate> facts(Map<String, Double> numbers) {
        Map<String, PartialEstimate> facts = new LinkedHashMap<>();
        numbers.forEach((measure, number) -> facts.put(measure, PartialEstimate.Fact.content(number)));
        return facts;
    }

    /**
     * Creates a reference model that samples the number of requests at the machines of a component at regular
     * intervals.
     */
    public ReferenceModel sampledModel(String id, String component, double everySeconds, SampledReading reading) {
        return model(id, size -> runSampled(size, component, everySeconds, reading));
    }

    /** Executes one run with sampling of a component. */
    public Map<String, PartialEstimate> runSampled(
            ReferenceModel.Size size, String component, double everySeconds, SampledReading reading) {
        Scenario scenario = scenario(size);
        PeriodicSampling sampling =
                new PeriodicSampling(scenario.warmupNanos(), (long) (everySeconds * NANOS_PER_SECOND));
        Scenario observed = with(scenario, component, sampling::attachedTo);
        return reading.read(new ReplicationResult(execute(observed, size.run())), sampling);
    }

    /**
     * Executes one run and returns the number of requests at the first machine of a component at each of the given
     * times.
     */
    public long[] requestsAt(ReferenceModel.Size size, String component, double... seconds) {
        long[] counts = new long[seconds.length];
        Scenario observed = with(scenario(size), component, spec -> context -> {
            Component built = spec.build(context);
            Host host = built.hosts().get(0);
            for (int i = 0; i < seconds.length; i++) {
                int index = i;
                context.simulation()
                        .scheduleAt(
                                (long) (seconds[i] * NANOS_PER_SECOND),
                                step -> counts[index] = host.meter().callsInside(),
                                0);
            }
            return built;
        });
        execute(observed, size.run());
        return counts;
    }

    /** Reads measurements from a run and from samples of a component. */
    @FunctionalInterface
    public interface SampledReading {
        /** Returns the measurements, by the part of the reference value's id that follows the model's id. */
        Map<String, PartialEstimate> read(ReplicationResult run, PeriodicSampling sampling);
    }

    /** Creates a reference model with its own trial, which interprets the number of requests. */
    public ReferenceModel withTrial(String id, Function<ScenarioRun, ReferenceModel.Trial> trial) {
        return ReferenceModel.of(id, Optional.of(text()), trial.apply(this));
    }

    private ReferenceModel model(String id, ReferenceModel.Trial trial) {
        ReferenceModel model = ReferenceModel.of(id, Optional.of(text()), trial);
        return requestsPerSecond == 0 ? model.withFixedLength() : model;
    }

    /** Executes one run. */
    public ReplicationResult run(ReferenceModel.Size size) {
        return new ReplicationResult(execute(scenario(size), size.run()));
    }

    /** Returns the scenario of a run, with its seed, duration and warm-up. */
    public Scenario scenario(ReferenceModel.Size size) {
        Scenario scenario = scenario();
        if (fixedSeconds > 0) {
            return scenario.lasting((long) (fixedSeconds * NANOS_PER_SECOND), scenario.warmupNanos(), size.seed());
        }
        if (requestsPerSecond == 0) {
            return scenario.lasting(scenario.durationNanos(), scenario.warmupNanos(), size.seed());
        }
        double measuredSeconds = size.requests() / requestsPerSecond;
        double warmupSeconds = Math.max(measuredSeconds / 9, minWarmupSeconds);
        return scenario.lasting(
                (long) ((measuredSeconds + warmupSeconds) * NANOS_PER_SECOND),
                (long) (warmupSeconds * NANOS_PER_SECOND),
                size.seed());
    }

    /** Returns the scenario with the seed, duration and warm-up of the file. */
    public synchronized Scenario scenario() {
        if (read == null) {
            read = load(text());
        }
        return read;
    }

    private static Scenario load(String text) {
        try {
            return new Loader(name -> Optional.empty())
                    .load("model", text, Overrides.NONE)
                    .variants()
                    .get(0)
                    .scenario();
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException(invalid.render(), invalid);
        }
    }

    /**
     * Returns the text of the file with the replaced values. Throws an IllegalStateException if a name is not in the
     * file.
     */
    private String text() {
        String text;
        try (InputStream stream =
                ScenarioRun.class.getResourceAsStream("/dev/brownout/verify/model/" + file + ".yaml")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Map.Entry<String, String> line : replacements.entrySet()) {
            Matcher matcher =
                    Pattern.compile("(?m)^  " + line.getKey() + ": .*$").matcher(text);
            if (!matcher.find()) {
                throw new IllegalStateException(file + " has no line " + line.getKey());
            }
            text = matcher.replaceFirst(Matcher.quoteReplacement("  " + line.getKey() + ": " + line.getValue()));
        }
        return text;
    }

    /** Executes a scenario. */
    public static VariantResult execute(Scenario scenario, int replication) {
        Run.Setup setup = new Run.Setup("model", List.of(), List.of(), replication, false);
        return Run.execute(scenario, setup, (share, events, inFlight) -> true);
    }

    /** Returns a scenario with one component changed. */
    public static Scenario with(Scenario scenario, String name, UnaryOperator<ComponentSpec> change) {
        TreeMap<String, ComponentEntry> components = new TreeMap<>(scenario.components());
        ComponentEntry old = components.get(name);
        components.put(
                name,
                new ComponentEntry(
                        old.kind(),
                        old.regions(),
                        old.zones(),
                        old.inboundPolicies(),
                        old.calls(),
                        change.apply(old.spec()),
                        old.failures(),
                        old.hidden(),
                        old.host()));
        return scenario.withComponents(components);
    }

    /** Returns a scenario with different keys for a request class. */
    public static Scenario withKeys(Scenario scenario, String type, KeyPopularity keys) {
        RequestSpec old = scenario.workload().requests().get(type);
        return withRequest(scenario, type, old.rate(), Optional.of(keys));
    }

    /** Returns a scenario with a different load for a request class. */
    public static Scenario withLoad(Scenario scenario, String type, LoadProfile load) {
        RequestSpec old = scenario.workload().requests().get(type);
        return withRequest(scenario, type, Optional.of(load), old.key());
    }

    private static Scenario withRequest(
            Scenario scenario, String type, Optional<LoadProfile> load, Optional<KeyPopularity> keys) {
        WorkloadSpec all = scenario.workload();
        TreeMap<String, RequestSpec> requests = new TreeMap<>(all.requests());
        RequestSpec old = requests.get(type);
        requests.put(
                type,
                new RequestSpec(
                        old.share(),
                        load,
                        keys,
                        old.size(),
                        old.timeout(),
                        old.deadline(),
                        old.goodWithin(),
                        old.worth(),
                        old.objective(),
                        old.lastMile(),
                        old.line(),
                        old.policies(),
                        old.steps()));
        return scenario.with(new WorkloadSpec(requests, all.load(), all.journeys()));
    }
}
