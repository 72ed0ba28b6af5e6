package dev.brownout.language.section;

import dev.brownout.language.binding.Binder;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.result.VariantResult.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A section that says something of a variant: it may differ from variant to variant, and is read once for each. */
abstract class VariantSection<T> extends Section<T> {
    VariantSection(String name, String sentence, String example) {
        super(name, sentence, example);
    }

    /**
     * What it is read from.
     *
     * @param root all layers, laid over one another, with the values of parameters put in
     * @param variant the variant as it was written
     * @param added the variant's own faults, with the values of parameters put in; {@code null} for none
     * @param first whether it is the first variant
     * @param prices the price list that holds unless the scenario wants another
     */
    record Source(
            Entries root,
            WrittenVariant variant,
            Node added,
            boolean first,
            Entries prices,
            LanguageDefinition dialect,
            DeclaredNames names,
            Binder binder,
            ReferencedFiles files,
            ResolvedSettings settings,
            ProblemCollector findings) {
        /** The words that it may hold. */
        Vocabulary vocabulary() {
            return dialect.vocabulary();
        }
    }

    /** Reads it, or what holds where it is not there; what it is wrong about is among the findings. */
    abstract T read(Source source);

    /** Checks what it says of other sections, once all are read. */
    void check(ParsedSections parts, Source source) {}

    /** Whether what is measured may depend on it. */
    boolean measured() {
        return true;
    }

    @Override
    public boolean settable() {
        return true;
    }

    @Override
    public boolean parametric() {
        return true;
    }

    /** The settings that it has in a variant. */
    Stream<Setting> settings(ResolvedVariant variant) {
        return variant.settings().stream().filter(setting -> has(setting.path()));
    }

    /** Whether a setting is one of its own. */
    final boolean has(String path) {
        return path.equals(name()) || path.startsWith(name() + ".");
    }

    @Override
    public List<Line> resolved(ResolvedVariant variant) {
        return settings(variant).map(this::line).toList();
    }

    /** How a setting stands in it. */
    Line line(Setting setting) {
        List<String> steps = Arrays.asList(setting.path().split("\\.", -1));
        return new Line(steps.subList(1, steps.size()), setting.value(), setting.origin());
    }

    /** The sections of variants among others. */
    static List<VariantSection<?>> among(List<Section<?>> sections) {
        return sections.stream()
                .filter(VariantSection.class::isInstance)
                .<VariantSection<?>>map(VariantSection.class::cast)
                .toList();
    }
}
