package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.Step;
import dev.brownout.step.TransactionStep;
import dev.brownout.step.VisitStep;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Generator of request paths from tier to tier, and of steps on the tiers that can execute them. */
final class PathTexts {
    private static final int TRIES = 20;
    private static final Set<Reference.To> NAMED_STEPS = EnumSet.of(Reference.To.SERVICE, Reference.To.QUERY);

    private final Chance chance;
    private final Names names;
    private final FieldTexts fields;
    private final Grammar grammar;

    PathTexts(Chance chance, Names names, FieldTexts fields, Grammar grammar) {
        this.chance = chance;
        this.names = names;
        this.fields = fields;
        this.grammar = grammar;
    }

    /** Returns the types of all step verbs. */
    static List<Class<? extends Step>> verbs() {
        return Catalog.steps();
    }

    static String verb(Class<?> type) {
        return SpecFields.kind(type).orElseThrow();
    }

    /** Adds a path or steps to a request. */
    void addPath(Map<String, Object> request) {
        List<String> path = path();
        boolean works = grammar.works(names.components().get(path.get(path.size() - 1)));
        if (!works && chance.percent(60) || chance.percent(25)) {
            request.put("path", new ArrayList<>(path));
            return;
        }
        List<Object> steps = new ArrayList<>();
        if (chance.percent(8)) {
            Map<String, Object> choose = new LinkedHashMap<>();
            choose.put("choose", branches(new ArrayList<>(path), new ArrayList<>(path())));
            steps.add(choose);
            steps.addAll(chance.percent(30) ? steps(1, 1) : List.of());
            request.put("steps", steps);
            return;
        }
        for (String component : path) {
            steps.add(chance.percent(70) ? component : with(VisitStep.class, component, 60));
        }
        if (works) {
            steps.addAll(steps(chance.intBetween(1, 4), 0));
        } else if (chance.percent(50)) {
            // A store at the end of the path is read or written, not visited.
            String last = path.get(path.size() - 1);
            List<Class<? extends Step>> verbs = verbs().stream()
                    .filter(v -> grammar.accepts(verb(v), names.components().get(last)))
                    .toList();
            if (!verbs.isEmpty()) {
                steps.set(steps.size() - 1, with(chance.of(verbs), last, 40));
            }
        }
        request.put("steps", steps);
    }

    /** Returns components each of which can call the next one, and the last of which can respond. */
    private List<String> path() {
        List<String> all = List.copyOf(names.components().keySet());
        for (int i = 0; i < TRIES; i++) {
            List<String> path = new ArrayList<>();
            String place = null;
            for (int length = chance.intBetween(1, 5); length > 0; length--) {
                String from = place == null ? "" : names.components().get(place);
                List<String> next = all.stream()
                        .filter(c -> !path.contains(c)
                                && grammar.follows(from, names.components().get(c)))
                        .toList();
                if (next.isEmpty()) {
                    break;
                }
                place = chance.of(next);
                path.add(place);
            }
            if (place != null && grammar.ends(names.components().get(place))) {
                return path;
            }
        }
        return List.of(all.stream()
                .filter(c -> grammar.ends(names.components().get(c))
                        && grammar.follows("", names.components().get(c)))
                .findFirst()
                .orElse(all.get(0)));
    }

    /** Returns random steps for a node that can execute them. */
    List<Object> steps(int many, int depth) {
        List<Object> steps = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Object step = step(depth);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private Object step(int depth) {
        Class<? extends Step> type = chance.of(verbs());
        SpecField first = Step.parameters(type).get(0);
        if (type == TransactionStep.class) {
            return depth > 1 ? null : transaction(depth);
        }
        if (GenericTypes.isList(first.type()) && GenericTypes.content(first.type()) == Step.class) {
            return depth > 1 ? null : parallel(depth);
        }
        if (GenericTypes.isList(first.type())) {
            return depth > 1 ? null : choose(depth);
        }
        if (type == VisitStep.class) {
            return null;
        }
        if (first.refersTo().isEmpty()) {
            return with(type, null, 20);
        }
        List<String> used = names.components().entrySet().stream()
                .filter(e -> grammar.accepts(verb(type), e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return used.isEmpty() ? null : with(type, chance.of(used), 30);
    }

    private Object choose(int depth) {
        Map<String, Object> step = new LinkedHashMap<>();
        Object other = chance.percent(50) ? steps(chance.intBetween(0, 2), depth + 1) : step(2);
        step.put(
                "choose",
                branches(steps(chance.intBetween(0, 2), depth + 1), other == null ? new ArrayList<>() : other));
        if (chance.percent(20)) {
            step.put("when", fields.amounts().share(chance.nextInt(101) / 100.0));
        }
        return step;
    }

    /**
     * Returns two or three branches of a {@code choose} step: with shares that add up, with a rest, or with a share
     * that a fault can change.
     */
    private List<Object> branches(Object one, Object other) {
        int share = chance.nextInt(101);
        String first = fields.amounts().share(share / 100.0);
        List<Object> edges = new ArrayList<>();
        switch (chance.nextInt(4)) {
            case 0 -> {
                edges.add(branch(first, one));
                edges.add(branch(fields.amounts().share((100 - share) / 100.0), other));
            }
            case 1 -> {
                edges.add(branch(first, one));
                edges.add(branch("0%", new ArrayList<>()));
                edges.add(branch("rest", other));
            }
            default -> {
                edges.add(branch("$" + FaultTexts.PARAMETER, one));
                edges.add(branch("rest", other));
            }
        }
        return edges;
    }

    private static Map<String, Object> branch(String share, Object steps) {
        Map<String, Object> branch = new LinkedHashMap<>();
        branch.put(share, steps);
        return branch;
    }

    private Object parallel(int depth) {
        List<Object> branches = steps(chance.intBetween(1, 4), depth + 1);
        if (branches.isEmpty()) {
            return null;
        }
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("parallel", branches);
        if (branches.get(0) instanceof Map<?, ?> && chance.percent(60)) {
            makeConditional(branches);
        }
        if (chance.percent(60)) {
            step.put("join", chance.word("all", "first", Integer.toString(chance.intBetween(1, branches.size()))));
        }
        addConcurrent(step, 15);
        return step;
    }

    private Object transaction(int depth) {
        List<Object> steps = steps(chance.intBetween(1, 3), depth + 1);
        if (steps.isEmpty()) {
            return null;
        }
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("transaction", steps);
        if (chance.percent(20)) {
            step.put("when", fields.amounts().share(chance.nextInt(101) / 100.0));
        }
        return step;
    }

    private Map<String, Object> with(Class<? extends Step> type, String component, int percent) {
        Map<String, Object> step = new LinkedHashMap<>();
        SpecField first = Step.parameters(type).get(0);
        boolean endpoint = first.refersTo().filter(NAMED_STEPS::contains).isPresent()
                && names.endpoints().containsKey(component)
                && chance.percent(70);
        step.put(
                verb(type),
                component == null
                        ? fields.value(first.type(), first)
                        : endpoint
                                ? component + "/" + chance.of(names.endpoints().get(component))
                                : component);
        addConcurrent(step, percent);
        if (!Step.makesNoCalls(type)) {
            fields.policies().disableInherited(step);
            if (type != VisitStep.class) {
                several(step);
            }
        }
        return step;
    }

    /** Repeats some calls, possibly with a key of their own. */
    private void several(Map<String, Object> step) {
        if (chance.percent(12)) {
            String times = Integer.toString(chance.intBetween(1, 4));
            boolean star = chance.percent(40);
            step.put(
                    "times",
                    star ? "hot(" + chance.intBetween(1, 9) + " on " + Names.HOT_KEY + ", rest " + times + ")" : times);
        }
        if (chance.percent(step.containsKey("times") ? 60 : 12)) {
            SpecField key = SpecFields.of(RequestSpec.class).fields().stream()
                    .filter(field -> field.name().equals("key"))
                    .findFirst()
                    .orElseThrow();
            step.put("key", fields.value(key.type(), key));
        }
    }

    /** Makes the first branch of a parallel step conditional. */
    @SuppressWarnings("unchecked")
    private void makeConditional(List<Object> branches) {
        ((Map<String, Object>) branches.get(0)).put("when", fields.amounts().share(chance.nextInt(101) / 100.0));
    }

    private void addConcurrent(Map<String, Object> step, int percent) {
        if (chance.percent(percent / 2)) {
            step.put("when", fields.amounts().share(chance.nextInt(101) / 100.0));
        }
        if (chance.percent(percent / 2)) {
            step.put("timeout", chance.percent(20) ? "none" : fields.amounts().time(Math.max(1, fields.duration())));
        }
        if (chance.percent(percent)) {
            fields.policies()
                    .writePolicies(step, List.of("timeout"), fields.policies().randomPolicies());
        }
    }
}
