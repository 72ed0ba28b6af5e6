package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.policy.timeout.TimeoutSpec;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parses the policies of a request, a step or a component: keys of its map, or a list under {@code policies}. The
 * outermost policy comes first.
 */
public final class PolicyParser {
    private static final String LIST = "policies";
    private static final String NONE = "none";
    private static final String TIMEOUT = "timeout";
    private static final List<String> TRUTHS = List.of("true", "false", "yes", "no", "on", "off");

    private final Vocabulary vocabulary;
    private final Binder binder;
    private final ProblemCollector findings;

    /** Creates a parser for the policies of a vocabulary. */
    public PolicyParser(Vocabulary vocabulary, Binder binder, ProblemCollector findings) {
        this.vocabulary = vocabulary;
        this.binder = binder;
        this.findings = findings;
    }

    /** Returns the keys of a record that are policies, not fields of its own. */
    public Set<String> keys(SpecFields fields) {
        Set<String> keys = kinds();
        keys.removeAll(fields.names());
        keys.add(LIST);
        return keys;
    }

    private Set<String> kinds() {
        Set<String> keys = new LinkedHashSet<>();
        Vocabulary.kinds(vocabulary.policies()).forEach(kind -> keys.add(key(kind)));
        return keys;
    }

    /**
     * Parses the policies among the entries of a map, in their order. A policy with the value {@code none} is omitted.
     */
    public List<FilterSpec> read(Entries map, SpecFields fields, BindingPath bindingPath) {
        List<Map.Entry<String, Entry>> written = written(map, fields);
        List<FilterSpec> read = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String order = written.size() == 1 ? "" : "." + LIST + "." + i;
            String path = bindingPath.path() == null
                    ? null
                    : bindingPath.path() + order + "." + written.get(i).getKey();
            if (isDisabled(written.get(i).getValue())) {
                binder.note(new BindingPath(path, bindingPath.owner(), bindingPath.kind(), bindingPath.key()), (Text)
                        written.get(i).getValue().value());
            } else {
                add(written.get(i).getKey(), written.get(i).getValue(), path, bindingPath, read);
            }
        }
        return read;
    }

    /** Returns the options that a component sets for each call to it, as defaults of its callers. */
    public Step.Options calls(Entries map, SpecFields fields, List<FilterSpec> around, BindingPath bindingPath) {
        List<FilterSpec> callers = ComponentEntry.policiesAt(FilterPosition.At.CALLER, around);
        Entry timeout = fields.field(TIMEOUT).isEmpty() ? map.entries().get(TIMEOUT) : null;
        if (timeout == null) {
            return new Step.Options(Optional.empty(), Optional.empty(), false, callers);
        }
        if (isDisabled(timeout)) {
            findings.warning(
                    ProblemKind.ENDLESS_WAIT,
                    timeout.key(),
                    "callers of {} wait forever: timeout is none",
                    bindingPath.owner());
        }
        Optional<Duration> after =
                read(new Entries(Map.of(TIMEOUT, timeout), map.location()), fields, bindingPath).stream()
                        .map(policy -> ((TimeoutSpec) policy).after())
                        .findFirst();
        return new Step.Options(Optional.empty(), after, after.isEmpty(), callers);
    }

    /** Returns the policies of the called component that a step disables with the value {@code none}. */
    List<Class<? extends FilterSpec>> disabledPolicies(Entries map, SpecFields fields) {
        List<Class<? extends FilterSpec>> without = new ArrayList<>();
        if (map.entries().containsKey(TIMEOUT) && isDisabled(map.entries().get(TIMEOUT))) {
            vocabulary.policy(TIMEOUT).ifPresent(without::add);
        }
        for (Map.Entry<String, Entry> one : written(map, fields)) {
            Class<? extends FilterSpec> type = type(one.getKey());
            if (isDisabled(one.getValue()) && FilterSpec.position(type).value() == FilterPosition.At.DOOR) {
                findings.error(
                        one.getValue().value().location(),
                        "{} applies at the component, for all its callers; a step cannot disable it",
                        one.getKey());
            } else if (isDisabled(one.getValue())) {
                without.add(type);
            }
        }
        return without;
    }

    private List<Map.Entry<String, Entry>> written(Entries map, SpecFields fields) {
        Set<String> keys = keys(fields);
        List<Map.Entry<String, Entry>> written = new ArrayList<>();
        map.entries().forEach((key, entry) -> {
            if (key.equals(LIST)) {
                list(entry, written);
            } else if (keys.contains(key)) {
                written.add(Map.entry(key, entry));
            }
        });
        return written;
    }

    private static boolean isDisabled(Entry entry) {
        return entry.value() instanceof Text text && text.value().equals(NONE);
    }

    private Class<? extends FilterSpec> type(String key) {
        return vocabulary.policy(key.replace('_', '-')).orElseThrow();
    }

    /**
     * Collects the policies of a list. In a list, a name always means a policy, even if its owner has a field of the
     * same name, such as the timeout of a request.
     */
    private void list(Entry entry, List<Map.Entry<String, Entry>> written) {
        if (!(entry.value() instanceof Items list)) {
            findings.error(
                    entry.value().location(), "policies is a list, outermost first, such as [retry: { attempts: 3 }]");
            return;
        }
        Set<String> known = kinds();
        for (Node item : list.items()) {
            if (!(item instanceof Entries one) || one.entries().size() != 1) {
                findings.error(item.location(), "a policy is a single key, such as retry: { attempts: 3 }");
                continue;
            }
            Map.Entry<String, Entry> policy =
                    one.entries().entrySet().iterator().next();
            if (!known.contains(policy.getKey())) {
                findings.unknownName(policy.getValue().key(), "policy", policy.getKey(), known);
            } else {
                written.add(policy);
            }
        }
    }

    private void add(String key, Entry entry, String path, BindingPath bindingPath, List<FilterSpec> read) {
        Class<? extends FilterSpec> type = type(key);
        BindingPath place = new BindingPath(path, Sentence.of("{} of {}", key, bindingPath.owner()), key, entry.key());
        Entries map;
        if (entry.value() instanceof Entries written) {
            map = written;
        } else if (entry.value() instanceof Text text && text.isNull()) {
            map = new Entries(Map.of(), text.location());
        } else {
            String first = SpecFields.of(type).names().get(0);
            boolean truth = SpecFields.of(type).fields().get(0).type() == boolean.class;
            if (!truth && entry.value() instanceof Text text && TRUTHS.contains(text.value())) {
                findings.error(
                        text.location(),
                        "{} is a map of settings such as {}, or none, not '{}'",
                        place.owner(),
                        first,
                        text.value());
                return;
            }
            map = new Entries(
                    Map.of(first, new Entry(entry.key(), entry.value())),
                    entry.value().location());
        }
        FilterSpec policy = binder.record(type, map, place);
        if (policy != null) {
            read.add(policy);
        }
    }

    private static String key(String kind) {
        return kind.replace('-', '_');
    }
}
