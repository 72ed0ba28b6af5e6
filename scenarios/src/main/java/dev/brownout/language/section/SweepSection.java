package dev.brownout.language.section;

import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Section {@code sweep}: the default variations of the command {@code sweep}. */
final class SweepSection extends FileSection<List<Variation>> {
    static final SweepSection SECTION = new SweepSection();

    private static final String DESCRIPTION = "expected values such as 2..8, 100/s..500/s/4 or [small, large]";

    private SweepSection() {
        super(
                "sweep",
                "Default variations of 'brownout sweep', by path: a range, a range with a number of "
                        + "steps, or a list.",
                """
                sweep: { web.nodes: 2..8, load: 100/s..500/s/4 }
                """);
    }

    @Override
    public SectionShape shape(Vocabulary vocabulary) {
        return SectionShape.Map.of(SectionShape.Single.of("string", "number", "array"));
    }

    /** Reads the variations, and checks that each path exists. */
    @Override
    List<Variation> read(Source source) {
        List<Variation> sweep = new ArrayList<>();
        ProblemCollector findings = source.findings();
        Entry section = written(source.root());
        if (section == null || section.value().isNull()) {
            return sweep;
        }
        if (!(section.value() instanceof Entries map)) {
            findings.error(section.value().location(), "sweep is a map of paths, such as sweep: { web.nodes: 2..8 }");
            return sweep;
        }
        map.entries().forEach((path, entry) -> {
            String values = values(entry.value());
            if (values.isEmpty()) {
                findings.error(entry.key(), "'{}' has no values; " + DESCRIPTION, path);
                return;
            }
            try {
                Variation variation = Variation.of(path, values);
                sweep.add(variation);
                if (!path.equals(Variation.LOAD)) {
                    Text first = new Text(variation.values().get(0).text(), true, entry.key());
                    new LayerMerger(source.sections(), findings).set(source.root(), path, first, entry.key());
                }
            } catch (ValueException wrong) {
                findings.error(ProblemKind.VALUE, entry.value().location(), Sentence.reason(wrong));
            }
        });
        return sweep;
    }

    /** Returns the first value of each path, as a setting at the location of the path. The load is omitted. */
    Map<String, Text> settings(Entries root) {
        Map<String, Text> settings = new LinkedHashMap<>();
        Entry section = written(root);
        if (section != null && section.value() instanceof Entries map) {
            map.entries().forEach((path, entry) -> {
                if (!path.equals(Variation.LOAD)) {
                    Variation variation = Variation.of(path, values(entry.value()));
                    settings.put(path, new Text(variation.values().get(0).text(), true, entry.key()));
                }
            });
        }
        return settings;
    }

    /** Returns the values as a command line writes them. */
    private static String values(Node node) {
        if (node instanceof Items list) {
            return String.join(
                    ",", list.items().stream().map(SweepSection::values).toList());
        }
        return node instanceof Text text ? text.value().strip() : "";
    }
}
