package dev.brownout.importing.resilience4j;

import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Scenario of an application that calls each of its databases and services once for each request. */
final class ApplicationScenario {
    private final SpringConfiguration configuration;
    private final List<ImportedComponent> components;
    private final List<String> queues;
    private final IdentifierSanitizer names;

    /**
     * Creates a scenario.
     *
     * @param components the application, followed by its databases, queues and services
     * @param queues names of the queues and topics to which requests publish
     */
    ApplicationScenario(
            SpringConfiguration configuration,
            List<ImportedComponent> components,
            List<String> queues,
            IdentifierSanitizer names) {
        this.configuration = configuration;
        this.components = components;
        this.queues = queues;
        this.names = names;
    }

    /** Returns the system. */
    ImportedSystem system() {
        String files = String.join(", ", configuration.report().names());
        return new ImportedSystem(
                new Header("import resilience4j", files, Header.GUESSES, "The policies of a Spring Boot application"),
                load(),
                components,
                List.of(),
                requests(),
                Measurements.NONE,
                new Gaps(Gaps.LEFT_OUT, untold()));
    }

    private ImportedSettings load() {
        String rate = PlaceholderLoad.rate(components);
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "load",
                        rate,
                        "unknown: A GUESS" + (rate.equals("10/s") ? "" : ", low enough for the limits below"));
        if (PlaceholderLoad.withoutNetwork(components)) {
            settings.set("network", "none", "a guess: a time limit below is shorter than 10 ms");
        }
        return settings;
    }

    private List<ImportedActivity> requests() {
        ImportedSettings settings = new ImportedSettings();
        List<ImportedStep> steps = new ArrayList<>();
        Set<String> sources = new LinkedHashSet<>();
        for (ImportedComponent component : components) {
            if (component.settings().get("source") != null) {
                sources.add(component.settings().get("source").value());
            }
        }
        for (ImportedComponent component : components) {
            String kind = component.settings().get("kind").value();
            boolean store = kind.equals("database") || kind.equals("cache");
            if (component.equals(components.get(0))) {
                steps.add(new Call("", component.name(), ""));
            } else if (store && !sources.contains(component.name())) {
                steps.add(new Call("read", component.name(), ""));
            } else if (kind.equals("server") && component.consumers().isEmpty()) {
                steps.add(new Call("call", component.name(), ""));
            }
        }
        List<ImportedActivity> requests = new ArrayList<>();
        if (!queues.isEmpty()) {
            settings.set("share", 100 - 100 / (queues.size() + 1) * queues.size() + "%", "unknown: A GUESS");
        }
        if (components.stream().anyMatch(one -> one.settings().get("source") != null)) {
            settings.set("key", "zipf(1.0 10k)", "unknown: A GUESS");
        }
        requests.add(new ImportedActivity(names.another("request"), "", settings, steps));
        for (String queue : queues) {
            requests.add(new ImportedActivity(
                    names.another("message-to-" + queue),
                    "",
                    new ImportedSettings().set("share", 100 / (queues.size() + 1) + "%", "unknown: A GUESS"),
                    List.of(new Call("publish", queue, ""))));
        }
        return requests;
    }

    private List<String> untold() {
        Set<String> untold = new LinkedHashSet<>();
        untold.add("load, service times and cores of the caller and its callees; all here are guesses");
        untold.add("the calls and requests to which the policies apply; here each instance, client, database and cache"
                + " is a component of its own, called once");
        untold.add("timeouts of calls without a setting; here 1 s");
        if (components.stream().anyMatch(ApplicationScenario::retriesOutside)) {
            untold.add("retries after a rejection by the circuit breaker: Resilience4j retries "
                    + "unless that exception is ignored, and here there is no retry");
        }
        untold.addAll(configuration.report().leftOut());
        configuration
                .report()
                .notUnderstood()
                .forEach(line -> untold.add("not read, outside of the parts that this" + " import knows: " + line));
        return List.copyOf(untold);
    }

    /** Returns whether a retry of the component is outside of its circuit breaker. */
    private static boolean retriesOutside(ImportedComponent component) {
        List<String> words = component.policies().stream().map(CallPolicy::word).toList();
        return words.contains("retry") && words.indexOf("circuit_breaker") > words.indexOf("retry");
    }
}
