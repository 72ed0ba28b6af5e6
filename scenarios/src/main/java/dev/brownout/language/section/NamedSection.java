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

/** A section of named elements. Selectors and relations refer to the elements by name. */
abstract class NamedSection<T> extends VariantSection<SortedMap<String, T>> {
    private final String elementNoun;

    /**
     * Creates a section.
     *
     * @param elementNoun the noun for one element, as used in messages
     */
    NamedSection(String name, String elementNoun, String description, String example) {
        super(name, description, example);
        this.elementNoun = elementNoun;
    }

    @Override
    final Optional<String> elementNoun() {
        return Optional.of(elementNoun);
    }

    @Override
    public boolean isReferenced() {
        return true;
    }

    /** Reads one element. Returns {@code null} if it is invalid; the problem is then reported. */
    abstract T read(String name, Entry entry, Source source);

    @Override
    SortedMap<String, T> read(Source source) {
        TreeMap<String, T> elements = new TreeMap<>();
        ProblemCollector findings = source.findings();
        Entry entry = written(source.root());
        if (entry == null || entry.value().isNull()) {
            if (isRequired()) {
                findings.error(source.root().location(), "a scenario needs the section '{}'", name());
            }
        } else if (entry.value() instanceof Entries map) {
            if (isRequired() && map.entries().isEmpty()) {
                findings.error(entry.key(), "the section '{}' is empty", name());
            }
            source.settings().place(name(), entry.key());
            map.entries().forEach((name, element) -> {
                checkName(name, element.key(), source);
                T value = read(name, element, source);
                if (value != null) {
                    elements.put(name, value);
                }
            });
        } else {
            findings.error(entry.value().location(), "{} is a map of names, such as {}: { NAME: ... }", name(), name());
            findings.unreadable(name());
        }
        return elements;
    }

    /** Reports a name that has invalid characters, is a reserved word, or is the name of a section. */
    private void checkName(String name, SourceLocation location, Source source) {
        if (Section.reservedWords(source.dialect().sections()).contains(name)) {
            source.findings().error(location, "'{}' is a reserved word; name the {} differently", name, elementNoun);
        } else if (!name.matches("[\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*")) {
            source.findings()
                    .error(
                            location,
                            "the name of a {} has only letters, digits, '_' and '-', not '{}'",
                            elementNoun,
                            name);
        }
    }

    /** Reports a name that is also used in one of the other sections. Relations with it would be ambiguous. */
    final void requireUniqueAcross(List<String> otherSections, String name, Entry entry, Source source) {
        for (String section : otherSections) {
            if (DeclaredNames.keys(source.root(), section).contains(name)) {
                source.findings()
                        .error(
                                entry.key(),
                                "'{}' is already defined in the section {}; name the {} differently",
                                name,
                                section,
                                elementNoun);
            }
        }
    }

    /** Returns the content of an element as a map; an empty map if it has none. Reports any other value. */
    static Optional<Entries> map(Entry entry, BindingPath path, ProblemCollector findings) {
        if (entry.value() instanceof Entries map) {
            return Optional.of(map);
        }
        if (entry.value().isNull()) {
            return Optional.of(new Entries(Map.of(), entry.key()));
        }
        findings.error(entry.value().location(), "{} is a map", path.owner());
        return Optional.empty();
    }
}
