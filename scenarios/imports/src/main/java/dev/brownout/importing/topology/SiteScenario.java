package dev.brownout.importing.topology;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.ConfigurationReport;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ConfigurationGuesses;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generates the scenario of a system from its parts in a configuration. Load and service times are not in the
 * configuration and are guesses.
 */
public final class SiteScenario {
    private static final String ENDPOINT = "serve";
    private static final int MOST_NAMED = 8;
    /** Default timeout of users. */
    private static final double USER_NANOS = 10e9;

    private final String command;
    private final ConfigurationReport settings;
    private final DependencyGraph calls;
    private final IdentifierSanitizer names;
    private final List<String> missingInformation = new ArrayList<>();

    private SiteScenario(
            String command, ConfigurationReport settings, Map<String, SystemPart> parts, IdentifierSanitizer names)
            throws ImportException {
        this.command = command;
        this.settings = settings;
        this.names = names;
        this.calls = new DependencyGraph(parts);
        if (calls.requestRoutes().isEmpty()) {
            throw new ImportException(
                    "{}: no scenario is possible: no service handles requests{}",
                    String.join(", ", settings.names()),
                    alternatives(parts));
        }
        new GuessedLoad(calls).shortenTimes();
        guesses();
    }

    /** Returns the parts that the files have instead of servers, and an alternative. */
    private static String alternatives(Map<String, SystemPart> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        List<String> named = parts.values().stream()
                .limit(MOST_NAMED)
                .map(part -> part.name() + " is "
                        + part.infrastructure()
                                .map(InfrastructureProduct::description)
                                .orElse("a " + part.role().kind()))
                .toList();
        int more = parts.size() - named.size();
        return "; " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "")
                + "; add the files of the services that call them";
    }

    /**
     * Returns the system of the parts, with a summary of the settings of the files.
     *
     * @param command command that reads such files, such as {@code import compose}
     * @param settings settings of the files, each with its translation
     * @param parts all parts by name, in the order in which they are written
     * @param names source of the part names, used for further unique names
     * @throws ImportException if no part can receive user requests
     */
    public static SystemDescription system(
            String command, ConfigurationReport settings, Map<String, SystemPart> parts, IdentifierSanitizer names)
            throws ImportException {
        SiteScenario scenario = new SiteScenario(command, settings, parts, names);
        return new SystemDescription(scenario.system(), settings.summary());
    }

    private void guesses() {
        missingInformation.addAll(ConfigurationGuesses.LOAD_GAPS);
        List<String> unlimited = calls.reachableParts().stream()
                .filter(part -> part.role() == Role.SERVER || part.role() == Role.DATABASE || part.role() == Role.STORE)
                .filter(part -> !part.cpus().isKnown() && !part.isModel())
                .map(SystemPart::name)
                .toList();
        if (!unlimited.isEmpty()) {
            missingInformation.add("cores: no limit of cores is set for " + String.join(", ", unlimited)
                    + "; here each node has its own cores");
        }
        calls.reachableParts().stream()
                .filter(part -> keepsItself(part) && part.hasSetting("memory"))
                .forEach(part -> missingInformation.add("capacity of " + part.name() + ": here it is unlimited"));
        missingInformation.add(ConfigurationGuesses.CALLS_GAP);
        if (calls.requestRoutes().size() > 1) {
            missingInformation.add("shares: the share of requests per route; here all are equal");
        }
        if (hasData()) {
            missingInformation.add(ConfigurationGuesses.DATA_GAP);
        }
        calls.reachableParts().stream()
                .filter(SystemPart::isModel)
                .forEach(part -> missingInformation.add("'step', 'kv_tokens', 'prompt' and 'output' of " + part.name()
                        + ": the times, the memory and the tokens of the model; here they are placeholders"));
        String timeout = PlaceholderServiceTimes.timeout(calls.reachableParts());
        missingInformation.addAll(ConfigurationGuesses.networkGaps(timeout.replace("s", " s")));
        calls.reachableParts().stream()
                .filter(part -> part.role() == Role.BALANCER && isCalled(part))
                .filter(part -> GuessedLoad.waits(part)
                        > UnitParser.read(timeout, Dimension.TIME).doubleValue())
                .forEach(part -> missingInformation.add("the timeouts of " + part.name() + ": its callers wait for "
                        + timeout.replace("s", " s") + " here, a guess, so they do not apply"));
        missingInformation.addAll(calls.missingInformation());
        missingInformation.addAll(settings.leftOut());
    }

    private ImportedSystem system() {
        String files = Header.files(settings.names());
        return new ImportedSystem(
                new Header(command, files, Header.GUESSES, Header.title(files, "a configuration")),
                new GuessedLoad(calls).settings(),
                calls.reachableParts().stream()
                        .filter(part -> part.role() != Role.SPLIT)
                        .map(this::component)
                        .toList(),
                requests(),
                new Gaps(Gaps.LEFT_OUT, missingInformation));
    }

    private ImportedComponent component(SystemPart part) {
        boolean data = keepsItself(part);
        ImportedComponent component =
                new ImportedComponent(part.name(), "", data ? new ImportedSettings() : part.settings());
        component.settings().set("kind", data ? Role.DATABASE.kind() : part.kind(), origin(part.origin()));
        if (data) {
            ConfigurationGuesses.setDataInMemory(component.settings(), PlaceholderServiceTimes.lookup(part));
            if (part.cpus().isKnown()) {
                cores(component.settings(), part);
            }
            if (part.nodes() > 1) {
                component
                        .settings()
                        .set("replicas", Long.toString(part.nodes() - 1), amountText(part.machines()))
                        .set("reads.from", "primary", "a guess");
            }
            return component;
        }
        switch (part.role()) {
            case SERVER -> server(component, part);
            case DATABASE -> {
                cores(component.settings(), part);
                component
                        .settings()
                        .set("read", PlaceholderServiceTimes.query(part), PlaceholderServiceTimes.origin(part));
            }
            case STORE -> store(component.settings(), part);
            case CACHE -> cache(component.settings(), part);
            case BALANCER -> {
                if (part.nodes() > 1) {
                    component.settings().set("nodes", Long.toString(part.nodes()), amountText(part.machines()));
                }
                if (selectsPools(part)) {
                    component
                            .settings()
                            .set(
                                    "backends",
                                    calls.pools(part).entrySet().stream()
                                            .map(pool -> pool.getKey() + ": " + pool.getValue())
                                            .collect(Collectors.joining(", ", "{ ", " }")),
                                    "");
                }
            }
            default -> {}
        }
        return component;
    }

    private static void store(ImportedSettings settings, SystemPart part) {
        settings.set("nodes", Long.toString(part.nodes()), amountText(part.machines()));
        cores(settings, part);
        settings.set("read", PlaceholderServiceTimes.storeRead(part), PlaceholderServiceTimes.origin(part));
    }

    private void cache(ImportedSettings settings, SystemPart part) {
        settings.set(
                "source", calls.source(part), "a guess: its caller also uses that database, and reads it on a miss");
        if (part.cpus().isKnown()) {
            cores(settings, part);
            settings.set("lookup", PlaceholderServiceTimes.lookup(part), "unknown: A PLACEHOLDER");
        }
        if (part.nodes() > 1) {
            String nodes = Long.toString(part.nodes());
            settings.set("nodes", nodes, amountText(part.machines()))
                    .set("copies", nodes, "a guess: each node has a copy of all entries");
        }
    }

    /**
     * Returns whether the nodes of a balancer are written at the balancer: it has several pools, or a server calls it.
     */
    private boolean selectsPools(SystemPart balancer) {
        Set<String> pools = calls.pools(balancer).keySet();
        return pools.size() > 1 || !pools.isEmpty() && isCalled(balancer);
    }

    /** Returns whether the part is a cache without a source behind it. */
    private boolean keepsItself(SystemPart part) {
        return part.role() == Role.CACHE && calls.source(part) == null;
    }

    private void server(ImportedComponent component, SystemPart part) {
        component.settings().set("nodes", Long.toString(part.nodes()), amountText(part.machines()));
        if (part.isModel()) {
            component
                    .settings()
                    .set("prompt", PlaceholderServiceTimes.prompt(part), PlaceholderServiceTimes.origin(part))
                    .set("output", PlaceholderServiceTimes.output(part), PlaceholderServiceTimes.origin(part));
            return;
        }
        cores(component.settings(), part);
        component.settings().set("service", PlaceholderServiceTimes.page(part), PlaceholderServiceTimes.origin(part));
        List<ImportedStep> steps = steps(part);
        String consumed = calls.consumed(part);
        if (consumed != null) {
            ImportedSettings queue = new ImportedSettings().set("queue", consumed, "");
            component
                    .consumers()
                    .add(new ImportedActivity(
                            "consumes",
                            reason(part, consumed) + (isCalled(part) ? "" : "; it has no callers"),
                            queue,
                            steps));
        }
        if (hasEndpoint(part)) {
            ImportedSettings service = new ImportedSettings()
                    .set("service", PlaceholderServiceTimes.page(part), PlaceholderServiceTimes.origin(part));
            component.endpoints().add(new ImportedActivity(ENDPOINT, "", service, steps));
        }
    }

    private static String amountText(SystemPart.Amount amount) {
        return amount.isKnown() ? origin(amount.origin()) : "the number is not set, so one";
    }

    private static void cores(ImportedSettings settings, SystemPart part) {
        String cores = Long.toString(PlaceholderServiceTimes.cores(part));
        double slower = PlaceholderServiceTimes.slower(part);
        String slowdown = slower == 1
                ? ""
                : ": " + LanguageNumbers.format(part.cpus().number(), 3)
                        + " of them, so the service time is multiplied by " + LanguageNumbers.format(slower, 3);
        settings.set(
                "cores",
                cores,
                part.cpus().isKnown() ? "origin: " + part.cpus().origin() + slowdown : ConfigurationGuesses.GUESS);
    }

    /** Returns whether a server calls a part. */
    private boolean isCalled(SystemPart part) {
        return calls.reachableParts().stream()
                .anyMatch(other ->
                        other.role() == Role.SPLIT && calls.shares(other).containsKey(part.name()) && isCalled(other)
                                || other.role() == Role.SERVER
                                        && calls.callees(other).contains(part));
    }

    /** Returns whether a server has an endpoint: it, or a pool beside it, calls others when it is called. */
    private boolean hasEndpoint(SystemPart server) {
        boolean makesCalls = !calls.callees(server).isEmpty();
        return makesCalls && isCalled(server)
                || balancersOf(server).filter(this::isCalled).anyMatch(this::hasEndpoints);
    }

    private Stream<SystemPart> balancersOf(SystemPart server) {
        return calls.reachableParts().stream()
                .filter(other -> calls.pools(other).containsKey(server.name()));
    }

    /** Returns whether the servers behind a balancer have an endpoint, which a call of the balancer names. */
    private boolean hasEndpoints(SystemPart balancer) {
        return calls.pools(balancer).keySet().stream()
                .anyMatch(pool -> !calls.callees(calls.part(pool)).isEmpty());
    }

    private static String reason(SystemPart part, String callee) {
        return origin(part.calls().get(callee));
    }

    private static String origin(String text) {
        return text.startsWith("a guess") || text.startsWith("unknown") ? text : "origin: " + text;
    }

    private List<ImportedStep> steps(SystemPart part) {
        List<ImportedStep> steps = new ArrayList<>();
        for (SystemPart callee : calls.callees(part)) {
            String origin = reason(part, callee.name());
            steps.add(step(callee, origin));
        }
        return steps;
    }

    private static long millionths(double percent) {
        return Math.round(percent * 10_000);
    }

    private ImportedStep step(SystemPart callee, String origin) {
        return switch (callee.role()) {
            case QUEUE, TOPIC -> new Call("publish", callee.name(), origin);
            case CACHE, DATABASE, STORE -> new Call("read", callee.name(), origin);
            case SPLIT ->
                new Choice(
                        calls.shares(callee).entrySet().stream()
                                .map(share -> new Alternative(
                                        millionths(share.getValue()),
                                        List.of(step(calls.part(share.getKey()), reason(callee, share.getKey())))))
                                .toList(),
                        origin);
            default -> {
                boolean endpoint = callee.role() == Role.BALANCER ? hasEndpoints(callee) : hasEndpoint(callee);
                yield new Call("call", callee.name() + (endpoint ? "/" + ENDPOINT : ""), origin);
            }
        };
    }

    private List<ImportedActivity> requests() {
        List<List<String>> edges = calls.requestRoutes();
        List<ImportedActivity> requests = new ArrayList<>();
        long left = 10_000;
        for (int i = 0; i < edges.size(); i++) {
            List<String> path = edges.get(i);
            ImportedSettings settings = new ImportedSettings();
            if (edges.size() > 1) {
                long share = left / (edges.size() - i);
                left -= share;
                settings.set("share", LanguageNumbers.format(share / 100.0, 4) + "%", ConfigurationGuesses.GUESS);
            }
            patience(settings, path);
            if (hasData()) {
                settings.set("key", ConfigurationGuesses.KEYS, ConfigurationGuesses.GUESS);
            }
            List<ImportedStep> steps = new ArrayList<>();
            for (int k = 0; k < path.size() - 1; k++) {
                steps.add(new Call("", path.get(k), origin(path, k)));
            }
            SystemPart first = calls.part(path.get(0));
            SystemPart last = calls.part(path.get(path.size() - 1));
            boolean sharesPools = path.size() > 1 && selectsPools(calls.part(path.get(path.size() - 2)));
            steps.addAll(sharesPools ? steps(last) : forwardingSteps(last, origin(path, path.size() - 1)));
            requests.add(new ImportedActivity(
                    names.uniqueVariant(edges.size() == 1 ? "request" : "to-" + last.name()),
                    first.entrance(),
                    settings,
                    steps));
        }
        return requests;
    }

    /** Adds the timeout of users: a longer one than the default for models, and for the timeouts of a balancer. */
    private void patience(ImportedSettings settings, List<String> path) {
        if (PlaceholderServiceTimes.hasModels(calls.reachableParts())) {
            settings.set("timeout", PlaceholderServiceTimes.MODEL_TIMEOUT, ConfigurationGuesses.GUESS);
            return;
        }
        path.stream()
                .map(calls::part)
                .filter(part -> GuessedLoad.waits(part) > USER_NANOS)
                .max(Comparator.comparingDouble(GuessedLoad::waits))
                .ifPresent(part -> settings.set(
                        "timeout",
                        LanguageNumbers.nanos(GuessedLoad.waits(part), 9),
                        "unknown: A GUESS: the timeouts of " + part.name() + " apply before that of users"));
    }

    private String origin(List<String> path, int k) {
        return k == 0 ? "" : reason(calls.part(path.get(k - 1)), path.get(k));
    }

    /** Returns the steps by which a request is passed on to a part, and all later steps. */
    private List<ImportedStep> forwardingSteps(SystemPart part, String origin) {
        List<ImportedStep> steps = new ArrayList<>();
        if (part.role() == Role.SPLIT) {
            List<Alternative> alternatives = new ArrayList<>();
            calls.shares(part)
                    .forEach((target, share) -> alternatives.add(new Alternative(
                            millionths(share), forwardingSteps(calls.part(target), reason(part, target)))));
            return List.of(new Choice(alternatives, origin));
        }
        if (part.role().carriesMessages()) {
            return List.of(step(part, origin));
        }
        steps.add(new Call("", part.name(), origin));
        if (part.role() == Role.BALANCER) {
            String server = calls.pools(part).keySet().iterator().next();
            List<ImportedStep> downstream = forwardingSteps(calls.part(server), reason(part, server));
            steps.addAll(selectsPools(part) ? downstream.subList(1, downstream.size()) : downstream);
        } else {
            steps.addAll(steps(part));
        }
        return steps;
    }

    /** Returns whether a database or a cache is reachable. */
    private boolean hasData() {
        return calls.reachableParts().stream().anyMatch(part -> part.role().keepsData());
    }
}
