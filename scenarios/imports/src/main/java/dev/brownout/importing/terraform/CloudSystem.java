package dev.brownout.importing.terraform;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ConfigurationGuesses;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.terraform.CloudPart.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** System of the scenario: components, requests and load of the parts that requests reach. */
final class CloudSystem {
    private static final String ENDPOINT = "serve";
    private static final double BUSY = 0.5;
    private static final double HIGHEST_RATE = 500;
    private static final int WHOLE = 10_000;

    private final CallPaths calls;
    private final List<String> names;
    private final List<String> gaps;
    private final List<CloudPart> parts;

    /**
     * Creates the system.
     *
     * @param names names of the files
     * @param gaps sentences on resources
     */
    CloudSystem(CallPaths calls, List<String> names, List<String> gaps) {
        this.calls = calls;
        this.names = names;
        this.gaps = gaps;
        this.parts = calls.reachableParts().stream()
                .sorted(Comparator.comparing(CloudPart::place))
                .toList();
    }

    /** Returns the system. */
    ImportedSystem system() {
        String files = Header.files(names);
        List<ImportedComponent> components = new ArrayList<>();
        parts.forEach(part -> components.add(component(part)));
        return new ImportedSystem(
                new Header("import terraform", files, Header.GUESSES, Header.title(files, "a configuration")),
                load(),
                components,
                requests(),
                new Gaps(Gaps.LEFT_OUT, gaps()));
    }

    private List<String> gaps() {
        List<String> all = new ArrayList<>(ConfigurationGuesses.LOAD_GAPS);
        all.add(ConfigurationGuesses.CALLS_GAP);
        if (hasData()) {
            all.add(ConfigurationGuesses.DATA_GAP);
        }
        all.addAll(ConfigurationGuesses.networkGaps("1 s"));
        boolean managed = parts.stream()
                .anyMatch(part -> part.settings().get("cores") != null
                        && part.settings().get("cores").origin().contains("managed"));
        if (managed) {
            all.add("cost: functions, tables and buckets are billed by use, and here by cores");
        }
        all.addAll(calls.gaps());
        all.addAll(gaps);
        return all;
    }

    private ImportedSettings load() {
        double lowest = Double.POSITIVE_INFINITY;
        String busiest = "";
        for (Map.Entry<CloudPart, Double> visit : calls.visits().entrySet()) {
            double rate = visit.getKey().capacity() / visit.getValue();
            if (rate < lowest) {
                lowest = rate;
                busiest = visit.getKey().name();
            }
        }
        double rate = Math.min(HIGHEST_RATE, BUSY * lowest);
        double power = ElementaryFunctions.pow(10, Math.floor(ElementaryFunctions.log10(rate)));
        double round = Math.floor(rate / power) * power;
        String origin = busiest.isEmpty()
                ? ConfigurationGuesses.GUESS
                : "unknown: A GUESS, which uses " + LanguageNumbers.percent(round / lowest) + " of " + busiest
                        + " if all guesses here are right";
        return new ImportedSettings().set("load", LanguageNumbers.format(round, 1) + "/s", origin);
    }

    private ImportedComponent component(CloudPart part) {
        if (part.kind().equals("cache")) {
            return cache(part);
        }
        if (part.place() == Place.SERVER) {
            List<ImportedStep> steps = steps(part);
            if (part.consumed() != null) {
                ImportedSettings queue =
                        new ImportedSettings().set("queue", part.consumed().name(), "");
                part.component().consumers().add(new ImportedActivity("consumes", "", queue, steps));
            }
            if (part.consumed() == null && !steps.isEmpty() && calls.isCallee(part)) {
                ImportedSettings service = new ImportedSettings()
                        .set("service", part.settings().get("service").value(), "");
                part.component().endpoints().add(new ImportedActivity(ENDPOINT, "", service, steps));
            }
        }
        return part.component();
    }

    /** Returns a cache with its source; a cache without one is a store of data in memory. */
    private ImportedComponent cache(CloudPart part) {
        CloudPart source = calls.source(part);
        if (source != null) {
            part.set("source", source.name(), "a guess: its clients also use that database, and read it on a miss");
            return part.component();
        }
        ImportedComponent store = new ImportedComponent(part.name());
        store.settings().set("kind", "database", part.settings().get("kind").origin());
        ConfigurationGuesses.setDataInMemory(store.settings(), "10us");
        long copies = part.settings().get("copies") == null
                ? 1
                : Long.parseLong(part.settings().get("copies").value());
        if (part.nodes() / copies > 1) {
            store.settings().set("shards", Long.toString(part.nodes() / copies), "its shards");
        }
        if (copies > 1) {
            store.settings().set("replicas", Long.toString(copies - 1), "its copies");
        }
        return store;
    }

    private List<ImportedStep> steps(CloudPart part) {
        List<ImportedStep> steps = new ArrayList<>();
        for (CloudPart callee : calls.callees(part)) {
            String reason = part.calls().get(callee);
            String origin = reason.startsWith("a guess") ? reason : "origin: " + reason;
            boolean server = callee.kind().equals("server");
            String verb = callee.place() == Place.QUEUE ? "publish" : server ? "call" : "read";
            String endpoint = server
                            && callee.place() == Place.SERVER
                            && !calls.callees(callee).isEmpty()
                    ? "/" + ENDPOINT
                    : "";
            steps.add(new Call(verb, callee.name() + endpoint, origin));
        }
        return steps;
    }

    private List<ImportedActivity> requests() {
        List<RequestPath> paths = calls.paths();
        IdentifierSanitizer unique = new IdentifierSanitizer();
        parts.forEach(part -> unique.uniqueVariant(part.name()));
        double sum = paths.stream().mapToDouble(RequestPath::share).sum();
        List<ImportedActivity> requests = new ArrayList<>();
        long left = WHOLE;
        for (int i = 0; i < paths.size(); i++) {
            RequestPath path = paths.get(i);
            long share =
                    i == paths.size() - 1 ? left : Math.min(left, Math.max(1, Math.round(path.share() / sum * WHOLE)));
            left -= share;
            ImportedSettings settings = new ImportedSettings();
            if (paths.size() > 1) {
                settings.set(
                        "share",
                        LanguageNumbers.format(share / 100.0, 5) + "%",
                        path.origin().isEmpty() ? "unknown: A GUESS, an equal share of each entry" : path.origin());
            }
            if (hasData()) {
                settings.set("key", ConfigurationGuesses.KEYS, ConfigurationGuesses.GUESS);
            }
            List<ImportedStep> steps = new ArrayList<>();
            for (CloudPart part : path.parts()) {
                steps.add(new Call("", part.name(), ""));
                steps.addAll(steps(part));
            }
            String name = paths.size() == 1 ? "request" : "to-" + path.last().name();
            requests.add(new ImportedActivity(unique.uniqueVariant(name), "", settings, steps));
        }
        return requests;
    }

    private boolean hasData() {
        return parts.stream()
                .anyMatch(part -> part.place() == Place.STORE || part.kind().equals("cdn"));
    }
}
