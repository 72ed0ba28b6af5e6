package dev.brownout.cli;

import dev.brownout.capacity.QueueFormula;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.random.Distribution;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualChapter;
import dev.brownout.reference.ManualPage;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of the formulas, resources, policies and steps that the analytical estimate knows, as Markdown. */
final class EstimatePage {
    private static final Path CORE = PageCommands.ROOT.resolve("simulator-core/src/main/java/dev/brownout");
    private static final int WIDTH = 150;
    private static final Manual MANUAL = new Manual(LanguageDefinition.standard());

    /** Components that examples of the manual use without a definition. */
    private static final Map<String, String> COMPONENTS = new TreeMap<>(Map.of(
            "lb", "{ kind: load-balancer }",
            "web", "{ kind: server, nodes: 4 }",
            "cache", "{ kind: cache, source: db }",
            "db", "{ kind: database, queries: { join: 5ms } }",
            "prices", "{ kind: server, endpoints: { quote: { service: 1ms } } }",
            "payments", "{ kind: external }",
            "photos", "{ kind: queue }",
            "likes", "{ kind: topic }"));

    /** Demand of an elementary action of a step, and the condition that withholds the estimates behind it. */
    private static final Map<String, String> DEMANDS = Map.of(
            "forward", "calls of the component, which takes the remaining steps | ",
            "call",
                    "calls of the component, with `times`, `when` and batches | steps after a call that can fail; "
                            + "caches that a request reads twice for the same key",
            "work", "time on a core of the component that takes the step | ",
            "pause", "time in which workers, slots and connections are held | ",
            "parallel", "the sum of all branches | slots and workers that are held during the step",
            "choose", "each alternative, with its share | ",
            "transaction", "its steps, with one commit; connections are held from the first call | row locks");

    /** Form of a sentence with a space. */
    private static final String SENTENCE = "\\s*Sentence\\.of\\(\\s*(\"\\w[^\"]* [^\"]*\"(?:\\s*\\+\\s*\"[^\"]*\")*)";

    private static final Pattern REASON =
            Pattern.compile("(?:(?:WithheldEstimates|UnknownTime|withUnknownRate|withhold|(?:withUnknownLoad|"
                    + "unknown\\.or)\\((?:\\(\\) -> )?Optional\\.of)\\(|(?:REASON|SLOWER|FAILED_LOADS) = )" + SENTENCE);

    /** Method that returns a reason. */
    private static final Pattern METHOD =
            Pattern.compile("Optional<Sentence> unknown\\w*\\([^)]*\\) \\{(.*?)\n    \\}", Pattern.DOTALL);

    private static final Pattern REASON_OF_CAPACITY =
            Pattern.compile("(?:Optional\\.of\\(|Sentence reason =|(?:limit|spec) ->|known \\? Sentence\\.EMPTY :|"
                    + "\\(String name\\) \\{\\s*return)"
                    + SENTENCE);

    private EstimatePage() {}

    /** Returns the generated text of the section. */
    static String text() throws IOException {
        return table("Formulas", "formula in a row | assumptions | error | source", formulas())
                + table("Components", "kind | resource and formula | compared with", kinds())
                + table("Policies", "policy | number of calls behind it", policies())
                + table("Steps", "steps | demand | no estimate of", steps())
                + "\n### Reasons\n\n"
                + wrapped("No estimate, besides those behind policies: " + String.join("; ", reasons()));
    }

    private static String table(String title, String head, List<String> rows) {
        return "\n### " + title + "\n\n| " + head + " |\n|" + head.replaceAll("[^|]+", " --- ") + "|\n| "
                + String.join(" |\n| ", rows) + " |\n";
    }

    private static String wrapped(String text) {
        return text.replaceAll("(.{1," + WIDTH + "})(?: |$)", "$1\n");
    }

    private static List<String> formulas() {
        return Stream.of(QueueFormula.values())
                .map(formula -> "`" + formula.notation() + "` | " + formula.assumptions() + " | "
                        + (formula.isExact() ? "exact" : formula.error() == 0.25 ? "a quarter" : "a tenth") + " | "
                        + formula.source())
                .toList();
    }

    private static List<String> kinds() {
        List<String> rows = new ArrayList<>();
        for (ManualPage page : MANUAL.pages(ManualChapter.COMPONENTS)) {
            Scenario scenario = scenario(page.example());
            Analysis analysis = Run.execute(scenario, Run.Setup.of("all"), (share, events, inFlight) -> true)
                    .analysis();
            Set<String> resources = new LinkedHashSet<>();
            Set<String> compared = new LinkedHashSet<>();
            for (Station row : analysis.stations()) {
                if (kind(scenario, row.station()).equals(page.name())) {
                    resources.add("`" + row.station() + "`: `" + row.formula() + "`");
                    measure(compared, row);
                }
            }
            rows.add("[" + page.name() + "](../reference/components/" + page.name() + ".md) | "
                    + (resources.isEmpty() ? "unlimited" : String.join("<br>", resources)) + " | "
                    + String.join(", ", compared));
        }
        return rows;
    }

    /** Returns the kind of the component of a resource; empty for users. */
    private static String kind(Scenario scenario, String resource) {
        ComponentEntry entry = scenario.components().get(resource.replaceFirst("[/:].*", ""));
        return entry == null ? "" : entry.kind();
    }

    private static void measure(Set<String> compared, Station row) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("utilization", row.utilization() + row.measuredUtilization());
        values.put("mean", row.meanNanos() + row.measuredMeanNanos());
        values.put("p99", row.p99Nanos() + row.measuredP99Nanos());
        values.forEach((name, value) -> {
            if (!Double.isNaN(value)) {
                compared.add(name);
            }
        });
    }

    private static List<String> policies() {
        Map<String, List<String>> byText = new LinkedHashMap<>();
        for (ManualPage page : MANUAL.pages(ManualChapter.POLICIES)) {
            // In a request, a timeout or deadline is a parameter, and in a list of policies it is a policy.
            String listed = "requests:\n  page: { policies: [" + page.name() + ": 1s], path: [web] }\n";
            FilterSpec policy = policy(page, page.example())
                    .or(() -> policy(page, listed))
                    .orElseThrow(() -> new AssertionError("no example: " + page.name()));
            byText.computeIfAbsent(known(policy), text -> new ArrayList<>())
                    .add("[" + page.name() + "](../reference/policies/" + page.name() + ".md)");
        }
        return rows(byText);
    }

    /** Returns rows with keys that have the same text. */
    private static List<String> rows(Map<String, List<String>> keysByText) {
        return keysByText.entrySet().stream()
                .map(row -> String.join(", ", row.getValue()) + " | " + row.getKey())
                .toList();
    }

    private static Optional<FilterSpec> policy(ManualPage page, String example) {
        return policies(scenario(example))
                .filter(spec -> kind(spec).equals(page.name()))
                .findFirst();
    }

    private static String known(FilterSpec policy) {
        Optional<Sentence> always = policy.withholdsEstimates(false);
        return always.map(reason -> Analysis.WITHHELD + reason)
                .or(() -> policy.withholdsEstimates(true)
                        .map(reason -> "known; if calls can fail or be late, " + Analysis.WITHHELD + reason))
                .orElse("known");
    }

    private static Stream<FilterSpec> policies(Scenario scenario) {
        return Stream.of(
                        scenario.components().values().stream().flatMap(entry -> entry.inboundPolicies().stream()),
                        scenario.components().values().stream().flatMap(entry -> entry.calls().policies().stream()),
                        scenario.workload().requests().values().stream()
                                .flatMap(request -> request.policies().stream()),
                        steps(scenario).flatMap(step -> step.options().policies().stream()))
                .flatMap(found -> found);
    }

    private static Stream<Step> steps(Scenario scenario) {
        return scenario.workload().requests().values().stream().flatMap(request -> Step.all(request.steps()).stream());
    }

    private static List<String> steps() {
        Map<String, List<String>> byDemand = new LinkedHashMap<>();
        for (ManualPage page : MANUAL.pages(ManualChapter.STEPS)) {
            Step step = steps(scenario(page.example()))
                    .filter(spec -> kind(spec).equals(page.name()))
                    .findFirst()
                    .orElseThrow();
            ActionName name = new ActionName();
            step.accept(name);
            String action = Step.passesOnTo(step).isPresent() ? "forward" : name.action;
            byDemand.computeIfAbsent(DEMANDS.get(action), demand -> new ArrayList<>())
                    .add("`" + page.name() + "`");
        }
        return rows(byDemand);
    }

    private static String kind(Object spec) {
        return SpecFields.kind(spec.getClass()).orElse("");
    }

    /** Returns the scenario of an example of the manual: with the components that it uses, and with a load. */
    private static Scenario scenario(String example) {
        String components = COMPONENTS.entrySet().stream()
                .filter(entry -> !example.contains("\n  " + entry.getKey() + ":"))
                .map(entry -> "  " + entry.getKey() + ": " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        String text = "version: 1\nscenario: Example\nrun: { duration: 5m, warmup: 1m }\n"
                + (example.contains("rate: ") && example.contains("requests:") ? "" : "load: 20/s\n")
                + (example.contains("components:\n")
                        ? example.replace("components:\n", "components:\n" + components)
                        : "components:\n" + components + example)
                + (example.contains("requests:") ? "" : "requests:\n  page: { path: [web, db] }\n");
        try {
            return new Loader(none -> Optional.empty())
                    .load("example", text, Overrides.NONE)
                    .variants()
                    .get(0)
                    .scenario();
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(text, wrong);
        }
    }

    /** Returns the reasons in the sources, in alphabetical order. */
    private static Set<String> reasons() throws IOException {
        Set<String> reasons = new TreeSet<>(Comparator.comparing(text -> text.toLowerCase(Locale.ROOT)));
        try (Stream<Path> files = Files.walk(CORE)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                add(reasons, REASON.matcher(text));
                METHOD.matcher(text)
                        .results()
                        .forEach(
                                method -> add(reasons, Pattern.compile(SENTENCE).matcher(method.group(1))));
                if (file.getParent().endsWith("capacity")) {
                    add(reasons, REASON_OF_CAPACITY.matcher(text));
                }
            }
        }
        return reasons;
    }

    /** Adds the found forms. An ellipsis stands for each place in them. */
    private static void add(Set<String> reasons, Matcher found) {
        while (found.find()) {
            reasons.add(found.group(1)
                    .replaceAll("\"\\s*\\+\\s*\"", "")
                    .replace("{}", "...")
                    .replace("\"", ""));
        }
    }

    /** Name of the elementary action of a step. */
    private static final class ActionName implements Step.Interpreter {
        private String action = "";

        @Override
        public void call(CallStep step) {
            action = "call";
        }

        @Override
        public void work(Distribution length) {
            action = "work";
        }

        @Override
        public void pause(Distribution length) {
            action = "pause";
        }

        @Override
        public void parallel(List<Step> branches, int need) {
            action = "parallel";
        }

        @Override
        public void choose(List<Step.Choice> choices) {
            action = "choose";
        }

        @Override
        public void transaction(List<Step> steps) {
            action = "transaction";
        }
    }
}
