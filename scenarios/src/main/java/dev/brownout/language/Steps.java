package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.SpecField;
import dev.brownout.wiring.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the way of a request: {@code path: [web, cache, db]}, or {@code steps:} with a verb each. */
final class Steps {
    /** The verbs of steps, in the order of the manual. */
    static final List<String> VERBS = Vocabulary.kinds(List.of(Step.class.getPermittedSubclasses()));

    /** Steps beside which nothing can stand that is about a call, and where it can stand instead. */
    private static final Map<String, String> CALLS_NOBODY = Map.of(
            "cpu", "; beside it stands nothing but 'when'",
            "wait", "; beside it stands nothing but 'when'",
            "parallel", " itself; write it beside the steps inside it");

    /** What stands beside every step. */
    static final String WHEN = "when";

    private final Names names;
    private final Binder binder;
    private final Findings findings;

    Steps(Names names, Binder binder, Findings findings) {
        this.names = names;
        this.binder = binder;
        this.findings = findings;
    }

    /** Reads the steps of a map that has {@code steps} or {@code path}, but not both. */
    List<Step> read(Entries map, SpecField field, Where where) {
        Entry path = map.entries().get("path");
        Entry steps = map.entries().get(field.name());
        if (path != null && steps != null) {
            findings.error(
                    steps.key(),
                    where.owner() + " has a path already (" + path.key().position() + "); write one of the two");
            return List.of();
        }
        if (path == null && steps == null) {
            if (field.defaultText().isEmpty()) {
                findings.error(where.key(), where.owner() + " needs a way, such as path: [web, db]");
            }
            return List.of();
        }
        if (path == null
                && field.defaultText().isEmpty()
                && steps.value() instanceof Items none
                && none.items().isEmpty()) {
            findings.error(steps.value().place(), where.owner() + " goes nowhere: its steps are empty");
            return List.of();
        }
        Entry way = path == null ? steps : path;
        if (!(way.value() instanceof Items list)) {
            String key = path == null ? field.name() : "path";
            findings.error(way.value().place(), key + " is a list, such as " + key + ": [web, db]");
            return List.of();
        }
        binder.noteAll(where.child(path == null ? field.name() : "path", way.key()), list);
        return path == null ? steps(list, where) : path(list, where);
    }

    private List<Step> path(Items list, Where where) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            if (!(list.items().get(i) instanceof Text text)) {
                findings.error(list.items().get(i).place(), "a path has only names; use steps: for anything else");
                continue;
            }
            names.requireComponent(text.value(), text.place(), findings);
            steps.add(onPath(text.value(), i == list.items().size() - 1));
        }
        if (list.items().isEmpty()) {
            findings.error(list.place(), where.owner() + " goes nowhere: its path is empty");
        }
        return steps;
    }

    /** At the end of a path a store is read, and a queue is published to. */
    private Step onPath(String name, boolean last) {
        if (last && names.stores().contains(name)) {
            return new Step.Read(name, Step.Options.NONE);
        }
        return last && names.queues().contains(name)
                ? new Step.Publish(name, Step.Options.NONE)
                : new Step.Visit(name, Step.Options.NONE);
    }

    private List<Step> steps(Items list, Where where) {
        List<Step> steps = new ArrayList<>();
        for (Node item : list.items()) {
            Step step = step(item, where);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private Step step(Node item, Where where) {
        if (item instanceof Text text) {
            names.requireComponent(text.value(), text.place(), findings);
            return new Step.Visit(text.value(), Step.Options.NONE);
        }
        if (!(item instanceof Entries map)) {
            findings.error(item.place(), "a step is a name or a verb, such as read: db");
            return null;
        }
        List<String> verbs =
                map.entries().keySet().stream().filter(VERBS::contains).toList();
        if (verbs.size() != 1) {
            String key = map.entries().keySet().stream().findFirst().orElse("");
            Place place =
                    map.entries().values().stream().findFirst().map(Entry::key).orElse(map.place());
            findings.error(
                    place,
                    verbs.isEmpty()
                            ? Nearest.unknownChoice("verb", key, VERBS)
                            : "a step has one verb, not " + String.join(" and ", verbs));
            return null;
        }
        return step(verbs.get(0), map, where);
    }

    private Step step(String verb, Entries map, Where where) {
        Node what = map.get(verb);
        Entries beside = map.without(verb);
        if (verb.equals("parallel")) {
            beside = beside.without("join");
        }
        Step.Options options = options(beside, verb, where, map.place());
        return switch (verb) {
            case "cpu" -> with(law(verb, what, where), work -> new Step.Cpu(work, options));
            case "wait" -> with(law(verb, what, where), pause -> new Step.Wait(pause, options));
            case "parallel" -> parallel(what, map.entries().get("join"), options, where);
            case "call" -> with(word(verb, what), target -> call(target, what.place(), options));
            default -> with(word(verb, what), name -> toComponent(verb, name, what.place(), options));
        };
    }

    private static <T> Step with(T value, java.util.function.Function<T, Step> make) {
        return value == null ? null : make.apply(value);
    }

    private Step toComponent(String verb, String name, Place place, Step.Options options) {
        if (verb.equals("publish")) {
            names.requireQueue(name, place, findings);
            return new Step.Publish(name, options);
        }
        names.requireComponent(name, place, findings);
        if (!verb.equals("visit")) {
            names.requireStore(name, verb, place, findings);
        }
        return switch (verb) {
            case "read" -> new Step.Read(name, options);
            case "visit" -> new Step.Visit(name, options);
            default -> new Step.Write(name, options);
        };
    }

    private Step call(String target, Place place, Step.Options options) {
        int slash = target.indexOf('/');
        String component = slash < 0 ? target : target.substring(0, slash);
        String endpoint = slash < 0 ? "" : target.substring(slash + 1);
        names.requireComponent(component, place, findings);
        if (endpoint.isEmpty()) {
            names.requireNoStore(component, place, findings);
        }
        names.requireEndpoint(component, endpoint, place, findings);
        return new Step.Call(component, endpoint, options);
    }

    private Step parallel(Node branches, Entry join, Step.Options options, Where where) {
        if (!(branches instanceof Items list) || list.items().isEmpty()) {
            findings.error(branches.place(), "parallel is a list of steps, such as parallel: [read: a, read: b]");
            return null;
        }
        List<Step> steps = steps(list, where);
        int need = join == null ? steps.size() : need(join, list.items().size());
        return new Step.Parallel(steps, need, options);
    }

    private int need(Entry join, int branches) {
        String text = join.value() instanceof Text t ? t.value() : "";
        if (text.equals("all")) {
            return branches;
        }
        if (text.equals("first")) {
            return 1;
        }
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= branches) {
            return Integer.parseInt(text);
        }
        findings.error(
                join.value().place(), "join '" + text + "' is none of all, first, or a number from 1 to " + branches);
        return branches;
    }

    private Distribution law(String verb, Node node, Where where) {
        return (Distribution) binder.scalar(Distribution.class, plain(verb), node, where.unnoted());
    }

    private String word(String verb, Node node) {
        if (node instanceof Text text && !text.nothing()) {
            return text.value();
        }
        findings.error(node.place(), verb + " needs the name of a component");
        return null;
    }

    private Step.Options options(Entries beside, String verb, Where where, Place place) {
        if (beside.entries().isEmpty()) {
            return Step.Options.NONE;
        }
        Where step = new Where(null, "the step '" + verb + "' of " + where.owner(), "step", place);
        StepOptions options = binder.record(StepOptions.class, beside, step);
        if (options == null) {
            return Step.Options.NONE;
        }
        requireCall(verb, beside);
        Node timeout = beside.get("timeout");
        boolean none = timeout instanceof Text text && text.value().equals("none");
        if (none) {
            findings.warning(timeout.place(), step.owner() + " waits for ever: timeout is none");
        }
        return new Step.Options(options.when(), options.timeout(), none, options.policies(), binder.without(beside));
    }

    /** Whether a step calls nobody, so that nothing about a call stands beside it. */
    static boolean callsNobody(String verb) {
        return CALLS_NOBODY.containsKey(verb);
    }

    /** Refuses what stands around calls beside a step that calls nobody. */
    private void requireCall(String verb, Entries beside) {
        if (callsNobody(verb)) {
            beside.entries().forEach((key, entry) -> {
                if (!key.equals(WHEN)) {
                    findings.error(
                            entry.key(),
                            key + " stands around a call, and '" + verb + "' calls nobody" + CALLS_NOBODY.get(verb));
                }
            });
        }
    }

    private static SpecField plain(String name) {
        return new SpecField(
                name,
                Distribution.class,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty());
    }
}
