package dev.brownout.importing.resilience4j;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.resilience4j.GatewayRoutes.Route;
import dev.brownout.importing.system.ConfigurationGuesses;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Scenario of an application that calls each of its databases and services once for each request. */
final class ApplicationScenario {
    private static final int SHARE_DIGITS = 6;

    /** Default timeout of calls in ns. */
    private static final double CALL_NANOS = 1e9;

    /** Default timeout of users in ns. */
    private static final double USER_NANOS = 10e9;

    private final SpringConfiguration configuration;
    private final List<ImportedComponent> components;
    private final List<String> queues;
    private final IdentifierSanitizer names;
    private final GatewayRoutes gateway;

    /**
     * Creates a scenario.
     *
     * @param components the application, followed by its databases, queues and services
     * @param queues names of the queues and topics to which requests publish
     * @param gateway routes of a gateway
     */
    ApplicationScenario(
            SpringConfiguration configuration,
            List<ImportedComponent> components,
            List<String> queues,
            IdentifierSanitizer names,
            GatewayRoutes gateway) {
        this.configuration = configuration;
        this.components = components;
        this.queues = queues;
        this.names = names;
        this.gateway = gateway;
        components.forEach(ApplicationScenario::waits);
    }

    private static double nanos(SourcedValue time) {
        return UnitParser.read(time.value(), Dimension.TIME).doubleValue();
    }

    /** Lets each attempt of a call take as long as the timeout of the call, if that is above the default of calls. */
    private static void waits(ImportedComponent component) {
        component.policies().stream()
                .filter(policy -> policy.word().equals("timeout"))
                .map(policy -> policy.settings().get("after"))
                .filter(after -> nanos(after) > CALL_NANOS)
                .findFirst()
                .ifPresent(after -> component.settings().set("timeout", after.value(), "as below, for each attempt"));
    }

    /** Returns the system. */
    ImportedSystem system() {
        String files = String.join(", ", configuration.report().names());
        return new ImportedSystem(
                new Header("import resilience4j", files, Header.GUESSES, "The policies of a Spring Boot application"),
                load(),
                components,
                requests(),
                new Gaps(Gaps.LEFT_OUT, missingInformation()));
    }

    private ImportedSettings load() {
        String rate = PlaceholderLoad.rate(components);
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "load",
                        rate,
                        ConfigurationGuesses.GUESS + (rate.equals("10/s") ? "" : ", low enough for the limits below"));
        if (PlaceholderLoad.withoutNetwork(components)) {
            settings.set("network", "none", "a guess: a time limit below is shorter than 10 ms");
        }
        return settings;
    }

    private List<ImportedActivity> requests() {
        List<ImportedActivity> requests = new ArrayList<>();
        long messages = 1_000_000 / (queues.size() + 1);
        long others = 1_000_000 - messages * queues.size();
        if (gateway.routes().isEmpty()) {
            ImportedSettings settings = settings();
            if (!queues.isEmpty()) {
                settings.set("share", ShareRounding.percent(others), ConfigurationGuesses.GUESS);
            }
            requests.add(new ImportedActivity(names.uniqueVariant("request"), "", settings, steps(Set.of())));
        } else {
            routed(requests, others);
        }
        for (String queue : queues) {
            requests.add(new ImportedActivity(
                    names.uniqueVariant("message-to-" + queue),
                    "",
                    new ImportedSettings().set("share", ShareRounding.percent(messages), ConfigurationGuesses.GUESS),
                    List.of(new Call("publish", queue, ""))));
        }
        return requests;
    }

    /** Adds a request for each route of the gateway, which calls the service of the route. */
    private void routed(List<ImportedActivity> requests, long millionths) {
        Set<String> services = new LinkedHashSet<>();
        gateway.routes().stream()
                .filter(route -> !route.service().isEmpty())
                .forEach(route -> services.add(names.of(route.service())));
        List<ImportedStep> common = steps(services);
        List<Double> shares = gateway.millionths().stream()
                .map(share -> share * (double) millionths / 1e6)
                .collect(Collectors.toCollection(ArrayList::new));
        if (millionths < 1_000_000) {
            shares.add(1e6 - millionths);
        }
        List<Long> rounded = ShareRounding.millionths(shares);
        for (int i = 0; i < gateway.routes().size(); i++) {
            Route route = gateway.routes().get(i);
            ImportedSettings settings = settings();
            settings.set(
                    "share",
                    ShareRounding.percent(rounded.get(i)),
                    route.group().isEmpty()
                            ? ConfigurationGuesses.GUESS
                            : "origin: " + route.origin() + ", weight "
                                    + LanguageNumbers.format(route.weight(), SHARE_DIGITS) + " of group "
                                    + route.group()
                                    + "; the share of the group is a guess");
            List<ImportedStep> steps = new ArrayList<>(common);
            if (!route.service().isEmpty()) {
                String fallback = route.fallback() ? "fallback: {}" : "";
                steps.add(new Call("call", names.of(route.service()), 1, 1, fallback, "origin: " + route.origin()));
            }
            requests.add(new ImportedActivity(names.uniqueVariant(route.id()), route.label(), settings, steps));
        }
    }

    private ImportedSettings settings() {
        boolean keyed = components.stream()
                .anyMatch(one -> one.settings().get("source") != null
                        || one.policies().stream()
                                .anyMatch(policy -> policy.settings().get("per") != null));
        ImportedSettings settings = new ImportedSettings();
        components.stream()
                .map(component -> component.settings().get("timeout"))
                .filter(Objects::nonNull)
                .mapToDouble(ApplicationScenario::nanos)
                .filter(nanos -> nanos >= USER_NANOS)
                .max()
                .ifPresent(nanos -> settings.set(
                        "timeout",
                        LanguageNumbers.nanos(2 * nanos, 9),
                        ConfigurationGuesses.GUESS + ": users wait for the timeouts of calls"));
        return keyed ? settings.set("key", ConfigurationGuesses.KEYS, ConfigurationGuesses.GUESS) : settings;
    }

    /** Returns the calls of the application, of its stores, and of all services but some. */
    private List<ImportedStep> steps(Set<String> without) {
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
            } else if (kind.equals("server")
                    && component.consumers().isEmpty()
                    && !without.contains(component.name())) {
                steps.add(new Call("call", component.name(), ""));
            }
        }
        return steps;
    }

    private List<String> missingInformation() {
        Set<String> missing = new LinkedHashSet<>();
        missing.add("load, service times and cores of the caller and its callees; all here are guesses");
        missing.add("the calls and requests to which the policies apply; here each instance, client, database and cache"
                + " is a component of its own, called once");
        missing.add("timeouts of calls without a setting; here 1 s");
        if (components.get(0).settings().get("workers") == null) {
            missing.add(
                    "threads of the web server, which the files do not set: Tomcat has 200 by default, and WebFlux and"
                            + " virtual threads have no such limit; here the cores are the limit");
        }
        if (components.stream().anyMatch(ApplicationScenario::retriesOutside)) {
            missing.add(
                    "retries after a rejection by the circuit breaker: Resilience4j retries if the exceptions of the"
                            + " retry have CallNotPermittedException, as by default; here there is no retry");
        }
        missing.addAll(configuration.report().leftOut());
        configuration
                .report()
                .notUnderstood()
                .forEach(line -> missing.add("not read, outside of the parts that this" + " import knows: " + line));
        return List.copyOf(missing);
    }

    /** Returns whether a retry of the component is outside of its circuit breaker. */
    private static boolean retriesOutside(ImportedComponent component) {
        List<String> words = component.policies().stream().map(CallPolicy::word).toList();
        return words.contains("retry") && words.indexOf("circuit_breaker") > words.indexOf("retry");
    }
}
