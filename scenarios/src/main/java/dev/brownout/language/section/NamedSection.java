package dev.brownout.language.section;

import dev.brownout.language.binding.BindingPath;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A section of named elements. Selectors and relations use their names. */
abstract class NamedSection<T> extends VariantSection<SortedMap<String, T>> {
    private final String thing;

    /**
     * Creates a section.
     *
     * @param thing the noun for one of its elements
     */
    NamedSection(String name, String thing, String sentence, String example) {
        super(name, sentence, example);
        this.thing = thing;
    }

    @Override
    final Optional<String> thing() {
        return Optional.of(thing);
    }

    @Override
    public boolean referred() {
        return true;
    }

    /** Reads one element. Returns {@code null} if it is invalid; the problem is then reported. */
    abstract T read(String name, Entry entry, Source source);

    @Override
    SortedMap<String, T> read(Source source) {
        TreeMap<String, T> read = new TreeMap<>();
        ProblemCollector findings = source.findings();
        Entry entry = written(source.root());
        if (entry == null || entry.value().nothing()) {
            if (needed()) {
                findings.error(source.root().place(), "a scenario needs the section '" + name() + "'");
            }
        } else if (entry.value() instanceof Entries map) {
            if (needed() && map.entries().isEmpty()) {
                findings.error(entry.key(), "the section '" + name() + "' is empty");
            }
            source.settings().place(name(), entry.key());
            map.entries().forEach((name, one) -> {
                checkName(name, one.key(), source);
                T value = read(name, one, source);
                if (value != null) {
                    read.put(name, value);
                }
            });
        } else {
            findings.error(entry.value().place(), name() + " is a map of names");
        }
        return read;
    }

    /** Reports a name that is not a single word or has another meaning in selectors and relations. */
    private void checkName(String name, SourceLocation key, Source source) {
        if (Section.words(source.dialect().sections()).contains(name)) {
            source.findings()
                    .error(key, "'" + name + "' is a word of the language; call the " + thing + " something else");
        } else if (!name.matches("[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*")) {
            source.findings()
                    .error(
                            key,
                            "the name of a " + thing + " has only letters, digits, '_' and '-', not '" + name + "'");
        }
    }

    /** Reports a name that an element of another section has, as relations would be ambiguous. */
    final void notAmong(List<String> others, String name, Entry entry, Source source) {
        for (String other : others) {
            if (DeclaredNames.keys(source.root(), other).contains(name)) {
                source.findings()
                        .error(
                                entry.key(),
                                "'" + name + "' stands among the " + other + " already; call the " + thing
                                        + " something else");
            }
        }
    }

    /** Returns the map of an element; an empty one if nothing is written. Reports a value that is not a map. */
    static Optional<Entries> map(Entry entry, BindingPath where, ProblemCollector findings) {
        if (entry.value() instanceof Entries map) {
            return Optional.of(map);
        }
        if (entry.value().nothing()) {
            return Optional.of(new Entries(Map.of(), entry.key()));
        }
        findings.error(entry.value().place(), where.owner() + " is a map");
        return Optional.empty();
    }
}
