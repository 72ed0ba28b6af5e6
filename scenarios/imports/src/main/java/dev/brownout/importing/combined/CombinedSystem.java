package dev.brownout.importing.combined;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Components of a configuration with the load and the times of measured requests.
 *
 * <p>A measured time includes all components behind the entry point. The server that the entry point leads to has this
 * time as its own, and the components behind it have none, so that no time is counted twice. Calls of these components
 * remain in the scenario, with their failures.
 */
final class CombinedSystem {
    /** Assumed number of cores of a server, as a multiple of the number that serves the measured load. */
    private static final long SPARE = 10;

    private static final String PLACEHOLDER = "unknown: A PLACEHOLDER";
    private static final String CONTAINED = "unknown: contained in the measured times of the requests";
    private static final String GIVEN_NAME = "the measured times are given with each request";

    private final ImportedSystem site;
    private final ImportedSystem measured;
    private final Optional<ServiceEstimate> estimate;
    private final List<String> gaps = new ArrayList<>();
    private final List<ImportedActivity> entrances;
    private final Set<String> servers = new LinkedHashSet<>();

    /**
     * Combines a configuration with measured requests.
     *
     * @param site components without measured times
     * @param measured requests with their load and times; its first component is the measured server
     * @param estimate service times without waiting, and the cores of each node; empty to use the measured times
     * @throws ImportException if the configuration has no server that handles requests from outside
     */
    CombinedSystem(ImportedSystem site, ImportedSystem measured, Optional<ServiceEstimate> estimate)
            throws ImportException {
        this.site = site;
        this.measured = measured;
        this.estimate = estimate;
        this.entrances = site.requests();
        for (ImportedActivity entrance : entrances) {
            server(entrance).ifPresent(servers::add);
        }
        if (servers.isEmpty()) {
            throw new ImportException(
                    "{}: no server handles requests from outside", site.header().files());
        }
    }

    /** Returns the number of nodes of the first server. */
    int nodes() {
        return site.components().stream()
                .filter(component -> component.name().equals(servers.iterator().next()))
                .mapToInt(component -> (int) number(component.settings(), "nodes"))
                .findFirst()
                .orElse(1);
    }

    /** Returns the combined system. */
    ImportedSystem system() {
        String files = site.header().files() + ", " + measured.header().files();
        ImportedSettings settings = measured.settings().copy();
        estimate.ifPresent(found -> found.network(settings));
        List<ImportedActivity> requests =
                measured.requests().stream().map(this::request).toList();
        List<ImportedComponent> components =
                new ArrayList<>(site.components().stream().map(this::component).toList());
        components.addAll(measured.components().subList(1, measured.components().size()));
        List<String> notes = new ArrayList<>(site.notes());
        notes.addAll(measured.notes());
        gaps();
        return new ImportedSystem(
                new Header(
                        "import",
                        files,
                        "Components of " + site.header().files() + "; load and times of "
                                + measured.header().files() + ": "
                                + measured.header().remark(),
                        Header.title(files, "a configuration and measured requests")),
                settings,
                components,
                notes,
                requests,
                measurements(),
                new Gaps(Gaps.LEFT_OUT, gaps));
    }

    /** Returns the server at the end of the path of a request. */
    private Optional<String> server(ImportedActivity entrance) {
        return path(entrance).stream().map(Call::target).reduce((first, last) -> last);
    }

    private static List<Call> path(ImportedActivity entrance) {
        return entrance.steps().stream()
                .filter(step -> step instanceof Call call && call.verb().isEmpty())
                .map(Call.class::cast)
                .toList();
    }

    /** Returns a measured request that takes the path of its entry point. */
    private ImportedActivity request(ImportedActivity request) {
        ImportedActivity entrance = entrance(request);
        ImportedSettings settings = request.settings().copy();
        ImportedSettings.SourcedValue key = entrance.settings().get("key");
        if (settings.get("key") == null && key != null) {
            settings.set("key", key.value(), key.origin());
        }
        List<Call> path = path(entrance);
        List<ImportedStep> steps = new ArrayList<>(path);
        steps.addAll(work(request));
        entrance.steps().stream().filter(step -> !path.contains(step)).forEach(steps::add);
        return new ImportedActivity(request.name(), request.label(), settings, steps);
    }

    /** Returns the entry point of the server that the path of a request names, or the first. */
    private ImportedActivity entrance(ImportedActivity request) {
        List<String> words =
                List.of(request.label().replaceAll("[^A-Za-z0-9_-]+", "/").split("/", -1));
        return entrances.stream()
                .filter(entrance -> server(entrance).filter(words::contains).isPresent())
                .findFirst()
                .orElse(entrances.get(0));
    }

    /**
     * Returns the measured steps of a request at its server, with the estimated service time of successful requests.
     */
    private List<ImportedStep> work(ImportedActivity request) {
        List<Call> path = path(request);
        Optional<Work> found = estimate.flatMap(times -> times.work(request.name()));
        return request.steps().stream()
                .filter(step -> !path.contains(step))
                .map(step -> found.map(work -> withWork(step, work)).orElse(step))
                .toList();
    }

    /** Replaces the service time of a step. Alternatives that fail keep theirs. */
    private static ImportedStep withWork(ImportedStep step, Work work) {
        if (step instanceof Choice choice) {
            return new Choice(
                    choice.alternatives().stream()
                            .map(alternative -> withWork(alternative, work))
                            .toList(),
                    choice.origin());
        }
        return step instanceof Work ? work : step;
    }

    private static Alternative withWork(Alternative alternative, Work work) {
        boolean fails = alternative.steps().stream().anyMatch(Call.class::isInstance);
        return fails
                ? alternative
                : new Alternative(
                        alternative.millionths(),
                        alternative.steps().stream()
                                .map(step -> withWork(step, work))
                                .toList());
    }

    private ImportedComponent component(ImportedComponent component) {
        ImportedSettings settings = component.settings().copy();
        for (String time : List.of("service", "read", "write")) {
            zero(settings, time);
        }
        String kind = settings.get("kind").value();
        if (kind.equals("cache")) {
            settings.set("lookup", "0ms", CONTAINED);
        } else if (kind.equals("queue")) {
            settings.set("send", "0ms", CONTAINED);
        }
        if (servers.contains(component.name())) {
            settings.set("service", "0ms", GIVEN_NAME);
            cores(component.name(), settings);
        }
        return component.with(
                component.name(),
                settings,
                component.endpoints().stream().map(CombinedSystem::endpoint).toList());
    }

    private static ImportedActivity endpoint(ImportedActivity endpoint) {
        ImportedSettings settings = endpoint.settings().copy();
        zero(settings, "service");
        return new ImportedActivity(endpoint.name(), endpoint.label(), settings, endpoint.steps());
    }

    private static void zero(ImportedSettings settings, String time) {
        ImportedSettings.SourcedValue value = settings.get(time);
        if (value != null && value.origin().startsWith(PLACEHOLDER)) {
            settings.set(time, "0ms", CONTAINED);
        }
    }

    /** Sets the cores of each node of a server. */
    private void cores(String server, ImportedSettings settings) {
        ImportedSettings.SourcedValue before = settings.get("cores");
        String configured = before != null && before.origin().startsWith("origin: ")
                ? "; " + before.origin().substring("origin: ".length()) + " sets " + before.value()
                : "";
        Optional<Integer> estimated = estimate.flatMap(ServiceEstimate::cores);
        if (estimated.isPresent()) {
            settings.set(
                    "cores",
                    Integer.toString(estimated.get()),
                    "origin: with this number the waiting times agree with the measured ones" + configured);
            return;
        }
        ImportedSettings all = measured.components().get(0).settings();
        long total = SPARE * number(all, "cores") * number(all, "nodes");
        long each = Math.max(1, Math.min(1_000_000, total / number(settings, "nodes")));
        settings.set(
                "cores",
                Long.toString(each),
                "unknown: the measured requests do not show a limit; enough for " + SPARE + " times their load"
                        + configured);
        gaps.add("capacity: the measured requests do not show at which load " + server
                + " is saturated; its cores here are a guess; a load test with waiting shows it");
    }

    private static long number(ImportedSettings settings, String name) {
        ImportedSettings.SourcedValue value = settings.get(name);
        return value == null ? 1 : Long.parseLong(value.value());
    }

    /** Returns the measurements, without those of the cores of the measured server, which are others here. */
    private Measurements measurements() {
        String server = measured.components().get(0).name();
        Measurements all = measured.measurements();
        return new Measurements(
                all.failures(),
                all.remark(),
                all.percentiles(),
                all.figures().stream()
                        .filter(figure -> !figure.subject().equals(server))
                        .toList());
    }

    private void gaps() {
        gaps.add("the parts of the measured times: the components behind " + String.join(", ", servers)
                + " have no times of their own, because the measurements contain only the sum; spans contain"
                + " the parts");
        ImportedSettings.SourcedValue logged =
                measured.components().get(0).settings().get("nodes");
        if (logged != null && logged.origin().startsWith("origin: ") && Long.parseLong(logged.value()) != nodes()) {
            gaps.add("backends: " + logged.value() + " in the log, and " + nodes()
                    + " nodes in the configuration, which are used");
        }
        if (entrances.size() > 1) {
            gaps.add("entry points: requests with a path that names none of " + String.join(", ", servers) + " go to "
                    + servers.iterator().next());
        }
        site.gaps().sentences().stream()
                .filter(gap -> !gap.startsWith("load: ") && !gap.startsWith("service: "))
                .forEach(gaps::add);
        gaps.addAll(measured.gaps().sentences());
    }
}
