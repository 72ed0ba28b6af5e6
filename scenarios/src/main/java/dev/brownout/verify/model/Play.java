package dev.brownout.verify.model;

import dev.brownout.language.Loader;
import dev.brownout.language.Overrides;
import dev.brownout.language.Problems;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.verify.Model;
import dev.brownout.verify.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A model in the scenario language: a shipped file, the parameters that make it this model, and how long it is run. */
final class Play {
    private static final double NANOS = 1e9;

    private final String file;
    private final List<String> params = new ArrayList<>();
    private double perSecond;
    private double settling;
    private double fixedSeconds;

    private Play(String file) {
        this.file = file;
    }

    /** A file among the models, by its name without ending. */
    static Play of(String file) {
        return new Play(file);
    }

    /** Gives a parameter of the file a value. */
    Play with(String name, Object value) {
        params.add(name + "=" + value);
        return this;
    }

    /** How many requests a second come, which says how long a run is. */
    Play rate(double requestsPerSecond) {
        perSecond = requestsPerSecond;
        return this;
    }

    /** How many seconds at least pass before anything counts; a tenth of the run always does. */
    Play settling(double seconds) {
        settling = seconds;
        return this;
    }

    /** A run of a length that does not depend on the number of requests; the warm-up is that of the file. */
    Play lasting(double seconds) {
        fixedSeconds = seconds;
        return this;
    }

    /** The model that runs it, reading off each run what its rows ask for. */
    Model read(String id, Function<Sight, Map<String, Part>> reading) {
        return model(id, size -> reading.apply(run(size)));
    }

    /** The model that runs it with an observer at the door of a component. */
    Model watch(String id, String component, WatchedReading reading) {
        return model(id, size -> {
            Door[] door = new Door[1];
            Scenario scenario = scenario(size);
            Scenario watched = with(scenario, component, spec -> {
                door[0] = new Door(spec, scenario.warmupNanos());
                return door[0];
            });
            return reading.read(new Sight(execute(watched, size.run())), door[0]);
        });
    }

    /** Reads off a run, and off an observer at a door. */
    @FunctionalInterface
    interface WatchedReading {
        /** What rows ask for, by the rest of their ids. */
        Map<String, Part> read(Sight run, Door door);
    }

    private Model model(String id, Model.Trial trial) {
        return new Model(id, Optional.of(text()), trial, Model.RUNS, 0, false);
    }

    /** One run. */
    Sight run(Model.Size size) {
        return new Sight(execute(scenario(size), size.run()));
    }

    /** The scenario of a run. */
    Scenario scenario(Model.Size size) {
        Scenario read = load(text());
        if (fixedSeconds > 0) {
            return sized(read, (long) (fixedSeconds * NANOS), read.warmupNanos(), size.seed());
        }
        if (perSecond == 0) {
            return sized(read, read.durationNanos(), read.warmupNanos(), size.seed());
        }
        double counted = size.requests() / perSecond;
        double warmup = Math.max(counted / 9, settling);
        return sized(read, (long) ((counted + warmup) * NANOS), (long) (warmup * NANOS), size.seed());
    }

    private static Scenario load(String text) {
        try {
            return new Loader(name -> Optional.empty())
                    .load("model", text, Overrides.NONE)
                    .variants()
                    .get(0)
                    .scenario();
        } catch (Problems wrong) {
            throw new IllegalStateException(wrong.render(), wrong);
        }
    }

    /** The file with the parameters filled in, ready to be run. */
    private String text() {
        String text;
        try (InputStream stream = Play.class.getResourceAsStream(file + ".yaml")) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String param : params) {
            String name = param.substring(0, param.indexOf('='));
            String value = param.substring(name.length() + 1);
            String set = text.replaceFirst(
                    "(?m)^  " + name + ": .*$", java.util.regex.Matcher.quoteReplacement("  " + name + ": " + value));
            if (set.equals(text) && !text.contains("\n  " + name + ": " + value + "\n")) {
                throw new IllegalStateException(file + " has no parameter " + name);
            }
            text = set;
        }
        return text;
    }

    /** Runs a scenario. */
    static VariantResult execute(Scenario scenario, int replication) {
        Run.Setup setup = new Run.Setup("model", List.of(), List.of(), replication, false);
        return Run.execute(scenario, setup, (share, events, inFlight) -> true);
    }

    /** A scenario with another component in the place of one. */
    static Scenario with(Scenario scenario, String name, UnaryOperator<ComponentSpec> change) {
        Map<String, ComponentEntry> components = new TreeMap<>(scenario.components());
        ComponentEntry old = components.get(name);
        components.put(
                name,
                new ComponentEntry(old.kind(), old.regions(), old.zones(), old.policies(), change.apply(old.spec())));
        return new Scenario(
                scenario.title(),
                scenario.durationNanos(),
                scenario.warmupNanos(),
                scenario.seed(),
                scenario.network(),
                scenario.regions(),
                new TreeMap<>(components),
                scenario.requests(),
                scenario.load(),
                scenario.faults(),
                scenario.sla(),
                scenario.predict(),
                scenario.charts());
    }

    private static Scenario sized(Scenario scenario, long durationNanos, long warmupNanos, long seed) {
        return new Scenario(
                scenario.title(),
                durationNanos,
                warmupNanos,
                seed,
                scenario.network(),
                scenario.regions(),
                scenario.components(),
                scenario.requests(),
                scenario.load(),
                scenario.faults(),
                scenario.sla(),
                scenario.predict(),
                scenario.charts());
    }
}
