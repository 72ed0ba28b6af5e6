package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.ShareParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.random.PerKeyCount;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.RecordFactory;
import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.KeylessStep;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import dev.brownout.step.ReadStep;
import dev.brownout.step.VisitStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the route of a request: {@code path: [web, cache, db]}, or {@code steps:} with one verb each. */
public final class StepReader {
    /** Key that is allowed beside every step. */
    public static final String WHEN = "when";

    /** Word that the last of several branches has instead of a share. */
    public static final String REST = "rest";

    private static final String CHOICE =
            "choose is a list of shares and routes, such as choose: [ 90%: stable, 10%: canary ]";
    /** Maximum number of routes through the choices of a request. Each route has calls of its own. */
    private static final int MOST_WAYS = 1000;

    private static final int MOST_CALLS = 1000;

    private static final String KEY = "key";

    /** Options that are not allowed beside a step that forwards the request. */
    private static final List<String> NOT_WITH_VISIT = List.of(WHEN, "times", KEY);

    private final Vocabulary vocabulary;
    private final List<String> verbs;
    private final DeclaredNames names;
    private final Binder binder;
    private final ProblemCollector findings;

    StepReader(Vocabulary vocabulary, DeclaredNames names, Binder binder, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.verbs = Vocabulary.kinds(vocabulary.steps());
        this.names = names;
        this.binder = binder;
        this.findings = findings;
    }

    /** Returns the names of the options that are allowed beside the verb of a kind of step, in their order. */
    public static List<String> options(Class<? extends Step> type) {
        if (Step.makesNoCalls(type)) {
            return List.of(WHEN);
        }
        List<String> names = new ArrayList<>(SpecFields.of(StepOptions.class).names());
        if (type == VisitStep.class) {
            names.removeAll(NOT_WITH_VISIT);
        }
        if (KeylessStep.class.isAssignableFrom(type)) {
            names.remove(KEY);
        }
        return names;
    }

    /** Reads the steps of a map that has either {@code steps} or {@code path}. */
    List<Step> read(Entries map, SpecField field, BindingPath bindingPath) {
        Entry path = map.entries().get("path");
        Entry steps = map.entries().get(field.name());
        if (path != null && steps != null) {
            findings.error(
                    steps.key(),
                    "{} has a path already ({}); write one of the two",
                    bindingPath.owner(),
                    path.key().position());
            return List.of();
        }
        if (path == null && steps == null) {
            if (field.defaultText().isEmpty()) {
                boolean request = bindingPath.owner().form().startsWith("request ");
                findings.error(
                        bindingPath.key(),
                        request
                                ? Sentence.of("{} needs a path, such as path: [web, db]", bindingPath.owner())
                                : Sentence.of("{} needs steps, such as steps: [read: db]", bindingPath.owner()));
            }
            return List.of();
        }
        if (path == null
                && field.defaultText().isEmpty()
                && steps.value() instanceof Items none
                && none.items().isEmpty()) {
            findings.error(steps.value().location(), "{} has no steps", bindingPath.owner());
            return List.of();
        }
        Entry entry = path == null ? steps : path;
        if (!(entry.value() instanceof Items list)) {
            String key = path == null ? field.name() : "path";
            findings.error(entry.value().location(), "{} is a list, such as {}: [web, db]", key, key);
            return List.of();
        }
        binder.noteAll(bindingPath.child(path == null ? field.name() : "path", entry.key()), list);
        if (path != null) {
            binder.notePath(bindingPath.child(field.name(), entry.key()), list);
        }
        List<Step> read = path == null ? steps(list, bindingPath) : path(list, bindingPath);
        if (Step.pathCount(read) > MOST_WAYS) {
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    entry.key(),
                    "the choices of {} form more than {} paths",
                    bindingPath.owner(),
                    MOST_WAYS);
            return List.of();
        }
        return read;
    }

    private List<Step> path(Items list, BindingPath bindingPath) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            if (!(list.items().get(i) instanceof Text text)) {
                findings.error(
                        list.items().get(i).location(),
                        "a path has only names of components; for other steps write steps: [web, read: db]");
                continue;
            }
            names.requireComponent(text.value(), text.location(), findings);
            steps.add(onPath(text.value(), i == list.items().size() - 1));
        }
        if (list.items().isEmpty()) {
            findings.error(list.location(), "{} has an empty path", bindingPath.owner());
        }
        return steps;
    }

    /**
     * Returns the step for a component of a path. At the end of a path, a store is read and a queue is published to.
     */
    private Step onPath(String name, boolean last) {
        if (last && names.accepts(Reference.To.QUERY, name)) {
            return new ReadStep(name, Step.Options.NONE);
        }
        return last && names.accepts(Reference.To.QUEUE, name)
                ? new PublishStep(name, Step.Options.NONE)
                : new VisitStep(name, Step.Options.NONE);
    }

    private List<Step> steps(Items list, BindingPath bindingPath) {
        List<Step> steps = new ArrayList<>();
        for (Node item : list.items()) {
            Step step = step(item, bindingPath);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private Step step(Node item, BindingPath bindingPath) {
        if (item instanceof Text text) {
            names.requireComponent(text.value(), text.location(), findings);
            return new VisitStep(text.value(), Step.Options.NONE);
        }
        if (!(item instanceof Entries map)) {
            findings.error(item.location(), "a step is a name or a verb, such as read: db");
            return null;
        }
        List<String> values =
                map.entries().keySet().stream().filter(verbs::contains).toList();
        if (values.size() != 1) {
            String key = map.entries().keySet().stream().findFirst().orElse("");
            SourceLocation place =
                    map.entries().values().stream().findFirst().map(Entry::key).orElse(map.location());
            if (values.isEmpty()) {
                findings.unknownChoice(place, "verb", key, verbs);
            } else {
                findings.error(
                        ProblemKind.UNKNOWN_NAME, place, "a step has one verb, not {}", String.join(" and ", values));
            }
            return null;
        }
        return step(values.get(0), map, bindingPath);
    }

    /**
     * Fills the record of a verb. The verb's value is the first parameter; other parameters and the options are keys
     * beside it.
     */
    private Step step(String verb, Entries map, BindingPath bindingPath) {
        Class<? extends Step> type = vocabulary.step(verb).orElseThrow();
        List<SpecField> own = Step.parameters(type);
        int before = findings.errors();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(own.get(0).name(), readNested(own.get(0).withName(verb), map.get(verb), bindingPath));
        Entries otherEntries = map.exclude(verb);
        String last = verb;
        for (SpecField field : own.subList(1, own.size())) {
            Entry written = map.entries().get(field.name());
            values.put(field.name(), binder.field(field, written, bindingPath.unnoted()));
            otherEntries = otherEntries.exclude(field.name());
            last = written == null ? last : field.name();
        }
        values.put(Step.OPTIONS, options(otherEntries, type, bindingPath, map.location()));
        if (findings.errors() > before) {
            return null;
        }
        Step step = create(type, values, last, map.get(last).location());
        return step == null || Step.passesOnTo(step).isEmpty() || passesOnOnce(verb, map) ? step : null;
    }

    /**
     * Reports a step that hands over all later steps and is also optional, repeated, or made for another key. Returns
     * whether the step is valid.
     */
    private boolean passesOnOnce(String verb, Entries map) {
        for (String key : NOT_WITH_VISIT) {
            if (map.entries().containsKey(key)) {
                String replacement = key.equals(WHEN)
                        ? "cannot be skipped for some requests; use a call (read, write, call), or a request class "
                                + "of its own"
                        : "is made once for each request, for its key; use a call (read, write, call)";
                findings.error(
                        map.entries().get(key).key(),
                        "{} is not allowed with '{}': the step forwards all later steps, so it {}",
                        key,
                        verb,
                        replacement);
                return false;
            }
        }
        return true;
    }

    /**
     * Creates a step. Its constructor only rejects incompatible parameters; the error is reported at the last written
     * one.
     */
    private Step create(Class<? extends Step> type, Map<String, Object> values, String last, SourceLocation place) {
        try {
            return RecordFactory.create(type, values);
        } catch (IllegalArgumentException refused) {
            Sentence message = Sentence.reason(refused);
            findings.error(
                    ProblemKind.IMPOSSIBLE,
                    place,
                    refused.getMessage().startsWith("'") ? Sentence.of("{} {}", last, message) : message);
            return null;
        }
    }

    private Object readNested(SpecField verb, Node node, BindingPath bindingPath) {
        if (GenericTypes.isList(verb.type()) && GenericTypes.content(verb.type()) == Step.class) {
            if (node instanceof Items list && !list.items().isEmpty()) {
                return steps(list, bindingPath);
            }
            findings.error(
                    node.location(), "{} is a list of steps, such as {}: [read: a, read: b]", verb.name(), verb.name());
            return null;
        }
        if (GenericTypes.isList(verb.type()) && GenericTypes.content(verb.type()) == Step.Alternative.class) {
            return alternatives(node, bindingPath);
        }
        if (verb.refersTo().isPresent() && !(node instanceof Text text && !text.isNull())) {
            findings.error(node.location(), "{} needs the name of a component", verb.name());
            return null;
        }
        return binder.value(verb.type(), verb, node, bindingPath.unnoted());
    }

    /** Returns the branches of a choice: each with a share, or the word for the remaining share, and its steps. */
    private List<Step.Alternative> alternatives(Node node, BindingPath bindingPath) {
        List<Step.Alternative> edges = new ArrayList<>();
        if (!(node instanceof Items list)) {
            findings.error(node.location(), CHOICE);
            return null;
        }
        int before = findings.errors();
        for (Node item : list.items()) {
            if (!(item instanceof Entries map) || map.entries().size() != 1) {
                findings.error(item.location(), CHOICE);
                continue;
            }
            map.entries().forEach((share, entry) -> {
                List<Step> steps = entry.value() instanceof Items several
                        ? steps(several, bindingPath)
                        : Stream.ofNullable(step(entry.value(), bindingPath)).toList();
                edges.add(new Step.Alternative(share(share, entry.key()), steps));
            });
        }
        return findings.errors() > before ? null : edges;
    }

    /** Returns a share; empty for the word for the remaining share, and for an invalid share, which is reported. */
    private Optional<ChangingShare> share(String text, SourceLocation place) {
        if (text.equals(REST)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ShareParser.changing(text));
        } catch (ValueException wrong) {
            findings.error(ProblemKind.VALUE, place, "share {}, or the word " + REST, Sentence.reason(wrong));
            return Optional.empty();
        }
    }

    private Step.Options options(
            Entries otherEntries, Class<? extends Step> type, BindingPath bindingPath, SourceLocation place) {
        if (otherEntries.entries().isEmpty()) {
            return Step.Options.NONE;
        }
        String verb = SpecFields.kind(type).orElseThrow();
        BindingPath step =
                new BindingPath(null, Sentence.of("the step '{}' of {}", verb, bindingPath.owner()), "step", place);
        Set<String> own = Step.parameters(type).stream()
                .skip(1)
                .map(SpecField::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        StepOptions options = binder.record(StepOptions.class, otherEntries, step, own);
        if (options == null) {
            return Step.Options.NONE;
        }
        requireCall(type, verb, otherEntries);
        requireTimes(type, verb, otherEntries, options);
        Node timeout = otherEntries.get("timeout");
        boolean none = timeout instanceof Text text && text.value().equals("none");
        if (none) {
            findings.warning(
                    ProblemKind.ENDLESS_WAIT, timeout.location(), "{} waits forever: timeout is none", step.owner());
        }
        return new Step.Options(
                options.when(),
                options.timeout(),
                none,
                options.policies(),
                binder.disabledPolicies(otherEntries),
                options.times().orElse(PerKeyCount.ONE),
                options.key());
    }

    /** Reports too many repeated calls, and a repetition by key in a step that declares no other keys. */
    private void requireTimes(Class<? extends Step> type, String verb, Entries otherEntries, StepOptions options) {
        PerKeyCount times = options.times().orElse(PerKeyCount.ONE);
        if (times.maximum() > MOST_CALLS && type != PublishStep.class) {
            findings.error(
                    ProblemKind.VALUE,
                    otherEntries.get("times").location(),
                    "times is at most {} with '{}', where each is a separate call; one publish stores "
                            + "up to 100M messages",
                    MOST_CALLS,
                    verb);
        } else if (times.byKey() && options.key().isEmpty()) {
            findings.error(
                    otherEntries.get("times").location(),
                    "times by the request's key repeats a call for other keys; add their distribution, "
                            + "such as key: uniform(1M)");
        }
    }

    /** Reports options for calls beside a step that makes no call, and suggests the right place for them. */
    private void requireCall(Class<? extends Step> type, String verb, Entries otherEntries) {
        if (Step.makesNoCalls(type)) {
            boolean isSurrounding =
                    GenericTypes.isList(Step.parameters(type).get(0).type());
            String form = isSurrounding
                    ? "{} applies to a call, and '{}' makes no call itself; write it on the steps inside it"
                    : "{} applies to a call, and '{}' makes no call; only '" + WHEN + "' is allowed";
            otherEntries.entries().forEach((key, entry) -> {
                if (!key.equals(WHEN)) {
                    findings.error(entry.key(), form, key, verb);
                }
            });
        }
    }
}
