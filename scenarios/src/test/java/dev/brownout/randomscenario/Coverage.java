package dev.brownout.randomscenario;

import dev.brownout.language.ScenarioFile;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the contents of valid scenarios: pairs of component kinds, faults and policies, and single words. */
final class Coverage {
    private static final String REMOVED = "step without a policy of its component";

    private static final String SOMETIMES = "step at once with others that some requests take";

    private static final String BALANCED = "step that calls an endpoint behind a balancer";

    private static final Pattern CALL = Pattern.compile("([a-z][a-z-]+)\\(");

    private final Map<String, Integer> counts = new TreeMap<>();

    /** Counts one scenario. Repeated contents of a scenario count once. */
    void add(ScenarioFile file, ScenarioCase text) {
        Set<String> seen = new LinkedHashSet<>();
        file.variants().forEach(variant -> add(variant.scenario(), seen));
        Matcher calls = CALL.matcher(text.yaml());
        while (calls.find()) {
            seen.add("law, load or choice " + calls.group(1));
        }
        seen.forEach(name -> counts.merge(name, 1, Integer::sum));
    }

    /** Adds the counts of another instance. */
    void add(Coverage other) {
        other.counts.forEach((name, times) -> counts.merge(name, times, Integer::sum));
    }

    private static void add(Scenario scenario, Set<String> seen) {
        Set<String> policies = new TreeSet<>();
        scenario.components().forEach((name, entry) -> {
            List<String> around = new ArrayList<>(names(entry.inboundPolicies()));
            around.addAll(names(entry.calls().policies()));
            if (entry.calls().hasTimeout()) {
                around.add("timeout");
            }
            policies.addAll(around);
            seen.add("kind " + entry.kind());
            around.forEach(policy -> seen.add(entry.kind() + " x " + policy));
            settings(entry, seen);
        });
        for (RequestSpec request : scenario.workload().requests().values()) {
            policies.addAll(names(request.policies()));
            names(request.policies()).forEach(policy -> seen.add("request x " + policy));
            steps(request.steps(), policies, seen);
            if (callsBalancer(request.steps(), scenario)) {
                seen.add(BALANCED);
            }
        }
        for (FaultEntry fault : scenario.faults()) {
            String verb = SpecFields.kind(fault.spec().getClass()).orElseThrow();
            seen.add("verb " + verb);
            hit(scenario, fault).forEach(kind -> seen.add(kind + " x " + verb));
            policies.forEach(policy -> seen.add(verb + " x " + policy));
        }
        scenario.evaluation().sla().values().forEach(r -> {
            seen.add("metric " + r.metric().name());
            seen.add("window " + r.window().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
        });
        scenario.workload()
                .load()
                .ifPresent(load -> seen.add("load " + load.getClass().getSimpleName()));
    }

    /** Counts the enum parameters of a component. */
    private static void settings(ComponentEntry entry, Set<String> seen) {
        var components = SpecFields.components(entry.spec().getClass().asSubclass(Record.class));
        List<Object> values = RecordFactory.values((Record) entry.spec());
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Enum<?> value) {
                seen.add("setting " + entry.kind() + "." + components.get(i).name() + "=" + Amounts.written(value));
            }
        }
    }

    private static void steps(List<Step> steps, Set<String> policies, Set<String> seen) {
        for (Step step : Step.all(steps)) {
            seen.add("step " + PathTexts.verb(step.getClass()));
            policies.addAll(names(step.options().policies()));
            names(step.options().policies()).forEach(policy -> seen.add("step x " + policy));
            if (!step.options().without().isEmpty()) {
                seen.add(REMOVED);
            }
            if (Step.insideOf(step).stream()
                    .anyMatch(inside -> inside.options().when().isPresent())) {
                seen.add(SOMETIMES);
            }
        }
    }

    private static boolean callsBalancer(List<Step> steps, Scenario scenario) {
        return Step.all(steps).stream()
                .flatMap(step -> Step.targetOf(step).stream())
                .filter(target -> !target.endpoint().isEmpty())
                .anyMatch(target ->
                        scenario.components().get(target.component()).kind().equals("load-balancer"));
    }

    private static List<String> names(List<FilterSpec> policies) {
        return policies.stream()
                .map(p -> SpecFields.kind(p.getClass()).orElseThrow())
                .toList();
    }

    /** Returns the kinds of the components that a fault hits: by name, by their region or link, or all. */
    private static Set<String> hit(Scenario scenario, FaultEntry fault) {
        Set<String> kinds = new TreeSet<>();
        scenario.components().forEach((name, entry) -> {
            boolean hit =
                    fault.target().isEmpty() || fault.target().get().head().equals(name);
            if (fault.target().isPresent() && !hit && Grammar.LEARNED.machines(entry.kind())) {
                String place = fault.target().get() + "~"
                        + fault.other().map(Object::toString).orElse("");
                Set<String> words = new TreeSet<>(List.of(place.split("[/~]")));
                List<String> regions = entry.regions().isEmpty()
                        ? new ArrayList<>(scenario.regions().keySet())
                                .subList(0, Math.min(1, scenario.regions().size()))
                        : entry.regions();
                hit = !fault.target().get().head().equals("zone")
                        && regions.stream().anyMatch(words::contains);
            }
            if (hit) {
                kinds.add(entry.kind());
            }
        });
        return kinds;
    }

    /** Returns the number of scenarios with the given content. */
    int of(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** Returns the pairs that the language rejects, with its error messages. */
    static Map<String, String> impossible() {
        Map<String, String> impossible = new TreeMap<>();
        for (String kind : Grammar.kinds().keySet()) {
            for (String verb : FaultTexts.verbs().keySet()) {
                String reason = Grammar.LEARNED.refusal(kind, verb);
                if (!reason.isEmpty()) {
                    impossible.put(kind + " x " + verb, reason);
                }
            }
        }
        return impossible;
    }

    /**
     * Returns the contents that a few hundred scenarios should cover: each component kind, each fault, each policy on a
     * request, steps without a policy of their component, conditional steps in a parallel block, and calls of an
     * endpoint behind a balancer.
     */
    static List<String> words() {
        List<String> words = new ArrayList<>(List.of(REMOVED, SOMETIMES, BALANCED));
        Grammar.kinds().keySet().forEach(kind -> words.add("kind " + kind));
        FaultTexts.verbs().keySet().forEach(verb -> words.add("verb " + verb));
        PolicyTexts.all().keySet().forEach(policy -> words.add("request x " + policy));
        return words;
    }

    /** Returns the pairs that every large set of scenarios should cover. */
    static List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        for (String kind : Grammar.kinds().keySet()) {
            FaultTexts.verbs().keySet().forEach(verb -> pairs.add(kind + " x " + verb));
            PolicyTexts.all().keySet().forEach(policy -> pairs.add(kind + " x " + policy));
        }
        for (String policy : PolicyTexts.all().keySet()) {
            FaultTexts.verbs().keySet().forEach(verb -> pairs.add(verb + " x " + policy));
        }
        pairs.removeAll(impossible().keySet());
        return pairs;
    }

    /** Returns all counts, one per line. */
    String table() {
        StringBuilder text = new StringBuilder();
        List<String> pairs = pairs();
        pairs.forEach(pair -> text.append(String.format(java.util.Locale.ROOT, "%7d  %s%n", of(pair), pair)));
        counts.forEach((name, count) -> {
            if (!pairs.contains(name)) {
                text.append(String.format(java.util.Locale.ROOT, "%7d  %s%n", count, name));
            }
        });
        impossible()
                .forEach((pair, reason) -> text.append("   none  ")
                        .append(pair)
                        .append(": ")
                        .append(reason)
                        .append('\n'));
        return text.toString();
    }
}
