package dev.brownout.importing.topology;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.CommentedYaml;
import dev.brownout.importing.system.IdentifierSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Generates the scenario of a system from its parts in a configuration. Load and service times are not in the
 * configuration and are guesses.
 */
public final class SiteScenario {
    private static final double BUSY = 0.5;
    private static final double HIGHEST_RATE = 500;
    private static final String ENDPOINT = "serve";

    private final String command;
    private final List<String> files;
    private final DependencyGraph calls;
    private final IdentifierSanitizer names;
    private final CommentedYaml yaml = new CommentedYaml();
    private final List<String> untold = new ArrayList<>();

    /**
     * Creates the scenario of the parts.
     *
     * @param command command that reads such files, such as {@code import compose}
     * @param files names of the files
     * @param parts all parts by name, in the order in which they are written
     * @param names source of the part names, used for further unique names
     * @throws ImportException if no part can receive user requests
     */
    public SiteScenario(String command, List<String> files, Map<String, SystemPart> parts, IdentifierSanitizer names)
            throws ImportException {
        this.command = command;
        this.files = files;
        this.names = names;
        this.calls = new DependencyGraph(parts);
        if (calls.ways().isEmpty()) {
            throw new ImportException(String.join(", ", files)
                    + ": no scenario can be made of it: there is nothing in it that answers requests");
        }
        guesses();
    }

    private void guesses() {
        untold.add("load: how many requests come, and when; here is a guess");
        untold.add("service: how long work takes; all laws here are placeholders, to be measured");
        List<String> unlimited = calls.reached().stream()
                .filter(part -> part.role() == Role.SERVER || part.role() == Role.DATABASE)
                .filter(part -> !part.cpus().told())
                .map(SystemPart::name)
                .toList();
        if (!unlimited.isEmpty()) {
            untold.add("cores: nothing limits those of " + String.join(", ", unlimited)
                    + "; here each machine has some of its own");
        }
        calls.reached().stream()
                .filter(part -> keepsItself(part) && part.says("memory"))
                .forEach(part -> untold.add("what " + part.name() + " keeps at most: here it keeps all"));
        untold.add("calls: which requests need which of them, how often, and what at the same time; here each server"
                + " calls all that it knows, once, one after the other");
        if (calls.ways().size() > 1) {
            untold.add("shares: which way how many of the requests take; here all take equally many");
        }
        if (calls.reached().stream().anyMatch(part -> part.role() == Role.CACHE || part.role() == Role.DATABASE)) {
            untold.add("writes, keys and sizes: here all is read, by Zipf's law, 10 kB each");
        }
        untold.add("network: how far apart parts and users are; here the usual 0.5 ms between machines");
        untold.add("timeouts and retries between parts, where none is said; here a caller waits for a second, once");
        untold.addAll(calls.untold());
    }

    /** Adds notes on information that is missing or left out. */
    public void leftOut(List<String> reasons) {
        untold.addAll(reasons);
    }

    /** Returns notes on information that the files do not contain and on parts that are left out. */
    public List<String> untold() {
        return List.copyOf(untold);
    }

    /** Returns the text of the scenario file. */
    public String text() {
        String from = String.join(", ", files.subList(0, Math.min(3, files.size())))
                + (files.size() > 3 ? " and " + (files.size() - 3) + " more" : "");
        yaml.remark("Made by 'brownout " + command + "' of " + from + ".");
        yaml.remark("What could not be told is a guess and is called one: put in what you know.");
        yaml.value("version", "1", "");
        String title = "What " + from + " tells";
        yaml.value("scenario", CommentedYaml.quoted(title.length() > 150 ? "What a configuration tells" : title), "");
        yaml.blank();
        load();
        yaml.blank();
        yaml.open("components", "");
        calls.reached().forEach(this::component);
        yaml.close();
        yaml.blank();
        requests();
        yaml.blank();
        yaml.remark("What could not be told, or is left out:");
        untold.forEach(line -> yaml.remark("- " + line));
        return yaml.text();
    }

    private void load() {
        VisitCounts visits = new VisitCounts(calls);
        double lowest = Double.POSITIVE_INFINITY;
        String busiest = "";
        for (SystemPart part : calls.reached()) {
            double rate = PlaceholderServiceTimes.capacity(part) / visits.of(part);
            if (rate < lowest) {
                lowest = rate;
                busiest = part.name();
            }
        }
        double rate = Math.min(HIGHEST_RATE, BUSY * lowest);
        double power = Math.pow(10, Math.floor(Math.log10(rate)));
        double round = Math.floor(rate / power) * power;
        yaml.value(
                "load",
                LanguageNumbers.bare(round, 1) + "/s",
                "could not be told: A GUESS, which keeps " + QuantityFormat.of(round / lowest, "ratio") + " of "
                        + busiest + " busy if all guesses here are right");
    }

    private void component(SystemPart part) {
        boolean data = keepsItself(part);
        yaml.open(part.name(), "");
        yaml.value("kind", data ? Role.DATABASE.kind() : part.role().kind(), "origin: " + part.origin());
        if (data) {
            yaml.remark("nothing stands behind this cache from which it could be filled: it keeps the data itself");
            yaml.value("cores", "1", "one thread serves all (redis.io, Diagnosing latency issues)");
            yaml.value("read", PlaceholderServiceTimes.lookup(part), "could not be told: A PLACEHOLDER");
            yaml.close();
            return;
        }
        switch (part.role()) {
            case SERVER -> server(part);
            case DATABASE -> database(part);
            case CACHE -> cache(part);
            default -> {}
        }
        settings(part.settings());
        yaml.close();
    }

    /** Returns whether the part is a cache without a source behind it. */
    private boolean keepsItself(SystemPart part) {
        return part.role() == Role.CACHE && calls.source(part) == null;
    }

    private void server(SystemPart part) {
        yaml.value("nodes", Long.toString(part.nodes()), told(part.machines()));
        cores(part);
        yaml.value("service", PlaceholderServiceTimes.page(part), "could not be told: A PLACEHOLDER, to be measured");
        List<SystemPart> callees = calls.callees(part);
        String consumed = calls.consumed(part);
        if (consumed != null) {
            yaml.open("consumes", why(part, consumed) + "; nobody calls it");
            yaml.value("queue", consumed, "");
            if (!callees.isEmpty()) {
                yaml.open("steps", "");
                steps(part);
                yaml.close();
            }
            yaml.close();
        } else if (!callees.isEmpty() && called(part)) {
            yaml.open("endpoints", "");
            yaml.open(ENDPOINT, "");
            yaml.value(
                    "service", PlaceholderServiceTimes.page(part), "could not be told: A PLACEHOLDER, to be measured");
            yaml.open("steps", "");
            steps(part);
            yaml.close();
            yaml.close();
            yaml.close();
        }
    }

    private static String told(SystemPart.Amount amount) {
        return amount.told() ? "origin: " + amount.origin() : "nobody says how many, so one";
    }

    private void cores(SystemPart part) {
        String cores = Long.toString(PlaceholderServiceTimes.cores(part));
        if (!part.cpus().told()) {
            yaml.value("cores", cores, "could not be told: A GUESS");
            return;
        }
        double slower = PlaceholderServiceTimes.slower(part);
        yaml.value(
                "cores",
                cores,
                "origin: " + part.cpus().origin()
                        + (slower == 1
                                ? ""
                                : ": " + LanguageNumbers.bare(part.cpus().number(), 3) + " of them, so work takes "
                                        + LanguageNumbers.bare(slower, 3) + " times as long"));
    }

    private void database(SystemPart part) {
        cores(part);
        yaml.value("read", PlaceholderServiceTimes.query(part), "could not be told: A PLACEHOLDER, to be measured");
    }

    private void cache(SystemPart part) {
        yaml.value("source", calls.source(part), "a guess: who asks it knows that database too, and asks it on a miss");
    }

    /** Writes settings by their paths. Settings with a common prefix are in one map. */
    private void settings(Map<String, SystemPart.SourcedValue> settings) {
        new SettingsTree(settings).write(yaml);
    }

    private boolean called(SystemPart part) {
        return calls.reached().stream()
                .anyMatch(other ->
                        other.role() == Role.SERVER && calls.callees(other).contains(part));
    }

    private static String why(SystemPart part, String callee) {
        String said = part.calls().get(callee);
        return said.startsWith("a guess") ? said : "origin: " + said;
    }

    private void steps(SystemPart part) {
        for (SystemPart callee : calls.callees(part)) {
            String origin = why(part, callee.name());
            switch (callee.role()) {
                case QUEUE -> yaml.item("publish: " + callee.name(), origin);
                case CACHE, DATABASE -> yaml.item("read: " + callee.name(), origin);
                default ->
                    yaml.item(
                            "call: " + callee.name() + (calls.callees(callee).isEmpty() ? "" : "/" + ENDPOINT), origin);
            }
        }
    }

    private void requests() {
        List<List<String>> ways = calls.ways();
        yaml.open("requests", "");
        long left = 10_000;
        for (int i = 0; i < ways.size(); i++) {
            List<String> way = ways.get(i);
            SystemPart last = calls.part(way.get(way.size() - 1));
            SystemPart first = calls.part(way.get(0));
            String origin = first.entered().isEmpty() ? "a guess: nobody else calls it" : "origin: " + first.entered();
            yaml.open(names.another(ways.size() == 1 ? "request" : "to-" + last.name()), origin);
            if (ways.size() > 1) {
                long share = left / (ways.size() - i);
                left -= share;
                yaml.value("share", LanguageNumbers.bare(share / 100.0, 4) + "%", "could not be told: A GUESS");
            }
            if (calls.reached().stream().anyMatch(part -> part.role() == Role.CACHE || part.role() == Role.DATABASE)) {
                yaml.value("key", "zipf(1.0 10k)", "could not be told: A GUESS");
            }
            yaml.open("steps", "");
            for (int k = 0; k < way.size(); k++) {
                yaml.item(way.get(k), k == 0 ? "" : why(calls.part(way.get(k - 1)), way.get(k)));
            }
            steps(last);
            yaml.close();
            yaml.close();
        }
        yaml.close();
    }
}
