package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultParser;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.OriginRewriter;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Section {@code variants}: differences that are applied to the scenario, one variant at a time. */
final class VariantsSection extends Section<List<WrittenVariant>> {
    private static final SectionShape.Key SET = new SectionShape.Key(
            "set",
            "a map from paths to values",
            "Changed settings, such as web.nodes: 1.",
            SectionShape.Single.of("object", "null"));
    private static final SectionShape.Key FAULTS = new SectionShape.Key(
            "faults", "a list of faults", "Additional faults.", SectionShape.ListShape.of(FaultParser.FAULT));
    private static final SectionShape.Key EXPECTED_VIOLATIONS = new SectionShape.Key(
            "expect_violations",
            "a list of names",
            "Expected violations: exactly these assertions must be violated. An assertion that "
                    + "is undecided, because requests are overdue at the end of the run, is not violated "
                    + "and fails the run.",
            SectionShape.ListShape.of(SectionShape.PlainShape.TEXT));
    private static final SectionShape VARIANT = SectionShape.Keys.of(SET, FAULTS, EXPECTED_VIOLATIONS);
    private static final List<String> KEYS = SectionShape.Key.names(VARIANT.keys());

    static final VariantsSection SECTION = new VariantsSection();

    private VariantsSection() {
        super("variants", "Variants of the scenario by name, compared with common random numbers.", """
                sla:
                  fast: page.p99 < 400ms
                variants:
                  plain: {}
                  small: { set: { web.nodes: 1 }, faults: [at 1m: slow web/1 x10], expect_violations: [fast] }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.Map.of(VARIANT);
    }

    /** Returns the variants in the order of the file; a single one called {@code base} if there are none. */
    List<WrittenVariant> read(Entries root, ProblemCollector findings) {
        Node section = root.get(name());
        List<WrittenVariant> variants = new ArrayList<>();
        if (section instanceof Entries map) {
            map.entries().forEach((name, entry) -> variants.add(variant(name, entry, findings)));
        } else if (section != null && !section.isNull()) {
            findings.error(section.location(), "variants is a map of names, such as plain: { set: { web.nodes: 1 } }");
        }
        return variants.isEmpty()
                ? List.of(new WrittenVariant("base", root.location(), Map.of(), null, List.of(), List.of()))
                : variants;
    }

    /** Returns a setting as it is written in {@code set}: a path without the section of components, and a value. */
    private static String setting(String path, Node value) {
        if (value instanceof Entries map && map.entries().size() == 1) {
            Map.Entry<String, Entry> only = map.entries().entrySet().iterator().next();
            String start = path.equals(DeclaredNames.COMPONENTS) ? "" : path + ".";
            return setting(start + only.getKey(), only.getValue().value());
        }
        return path + ": " + (value instanceof Text text ? text.value() : "...");
    }

    /** Returns whether a key of a variant is the path of a setting rather than a misspelled key. */
    private static boolean isSetting(String key, Node value) {
        return !KEYS.contains(key)
                && (key.contains(".")
                        || value instanceof Entries
                        || Sections.ALL.stream()
                                .anyMatch(section -> section.name().equals(key)));
    }

    private static WrittenVariant variant(String name, Entry entry, ProblemCollector findings) {
        if (name.isBlank()) {
            findings.error(entry.key(), "a variant has a name, such as plain: { set: { web.nodes: 1 } }");
        }
        Map<String, Entry> sets = new LinkedHashMap<>();
        List<Text> breaks = new ArrayList<>();
        Node faults = null;
        if (entry.value() instanceof Entries map) {
            map.entries().forEach((key, e) -> {
                if (isSetting(key, e.value())
                        && SpellingSuggestion.synonym(key, KEYS).isEmpty()) {
                    findings.error(
                            ProblemKind.UNKNOWN_NAME,
                            e.key(),
                            "settings of a variant belong to 'set': set: { {} }",
                            setting(key, e.value()));
                } else if (!KEYS.contains(key)) {
                    findings.unknownName(
                            e.key(),
                            "key",
                            key,
                            Optional.of(Sentence.of("in {}", Sentence.of("variant '{}'", name))),
                            KEYS);
                }
            });
            faults = map.get(FAULTS.name()) == null
                    ? null
                    : OriginRewriter.withOrigin(map.get(FAULTS.name()), SourceLocation.VARIANT);
            sets(map.entries().get(SET.name()), sets, findings);
            names(map.get(EXPECTED_VIOLATIONS.name()), breaks, findings);
        } else if (!entry.value().isNull()) {
            findings.error(
                    entry.value().location(),
                    "a variant is a map with set, faults and expect_violations, or {} for none of them");
        }
        return new WrittenVariant(name, entry.key(), sets, faults, breaks, List.of());
    }

    private static void sets(Entry set, Map<String, Entry> sets, ProblemCollector findings) {
        if (set == null || set.value().isNull()) {
            return;
        }
        if (set.value() instanceof Entries map) {
            map.entries()
                    .forEach((path, e) -> sets.put(
                            path,
                            new Entry(
                                    e.key().withOrigin(SourceLocation.VARIANT),
                                    OriginRewriter.withOrigin(e.value(), SourceLocation.VARIANT))));
        } else {
            findings.error(set.value().location(), "set is a map of paths, such as set: { web.nodes: 1 }");
        }
    }

    private static void names(Node node, List<Text> names, ProblemCollector findings) {
        if (node == null || node.isNull()) {
            return;
        }
        if (!(node instanceof Items list)) {
            findings.error(
                    node.location(), "expect_violations is a list of assertions, such as expect_violations: [site up]");
            return;
        }
        for (Node item : list.items()) {
            if (item instanceof Text text) {
                names.add(text);
            } else {
                findings.error(item.location(), "expect_violations names assertions of the section sla");
            }
        }
    }
}
