package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the policies of a request, a step or a component: keys of its map, or a list under {@code policies}; outermost
 * first.
 */
final class Policies {
    private static final String LIST = "policies";

    private final Vocabulary vocabulary;
    private final Binder binder;
    private final Findings findings;

    Policies(Vocabulary vocabulary, Binder binder, Findings findings) {
        this.vocabulary = vocabulary;
        this.binder = binder;
        this.findings = findings;
    }

    /** The keys of a record that are policies and no fields of its own. */
    Set<String> keys(SpecFields fields) {
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

    /** Reads the policies among the entries of a map, in their order. */
    List<FilterSpec> read(Entries map, SpecFields fields, Where where) {
        Set<String> keys = keys(fields);
        List<Map.Entry<String, Entry>> written = new ArrayList<>();
        map.entries().forEach((key, entry) -> {
            if (key.equals(LIST)) {
                list(entry, written);
            } else if (keys.contains(key)) {
                written.add(Map.entry(key, entry));
            }
        });
        List<FilterSpec> read = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String order = written.size() == 1 ? "" : "." + LIST + "." + i;
            String path = where.path() == null
                    ? null
                    : where.path() + order + "." + written.get(i).getKey();
            add(written.get(i).getKey(), written.get(i).getValue(), path, where, read);
        }
        return read;
    }

    /** In a list a policy is meant even where its owner has a field of the same name, such as a request's timeout. */
    private void list(Entry entry, List<Map.Entry<String, Entry>> written) {
        if (!(entry.value() instanceof Items list)) {
            findings.error(
                    entry.value().place(), "policies is a list, outermost first, such as [retry: { attempts: 3 }]");
            return;
        }
        Set<String> known = kinds();
        for (Node item : list.items()) {
            if (!(item instanceof Entries one) || one.entries().size() != 1) {
                findings.error(item.place(), "a policy is a single key, such as retry: { attempts: 3 }");
                continue;
            }
            Map.Entry<String, Entry> policy =
                    one.entries().entrySet().iterator().next();
            if (!known.contains(policy.getKey())) {
                findings.error(policy.getValue().key(), Nearest.unknown("policy", policy.getKey(), known));
            } else {
                written.add(policy);
            }
        }
    }

    private void add(String key, Entry entry, String path, Where where, List<FilterSpec> read) {
        Class<? extends FilterSpec> type =
                vocabulary.policy(key.replace('_', '-')).orElseThrow();
        Where place = new Where(path, key + " of " + where.owner(), key, entry.key());
        Entries map;
        if (entry.value() instanceof Entries written) {
            map = written;
        } else if (entry.value() instanceof Text text && text.nothing()) {
            map = new Entries(Map.of(), text.place());
        } else {
            String first = SpecFields.of(type).names().get(0);
            map = new Entries(
                    Map.of(first, new Entry(entry.key(), entry.value())),
                    entry.value().place());
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
