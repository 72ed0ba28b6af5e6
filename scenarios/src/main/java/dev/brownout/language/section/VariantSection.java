package dev.brownout.language.section;

import dev.brownout.language.binding.Binder;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.result.VariantResult.Setting;
import java.util.ArrayList;
import java.util.List;

/** A section that may differ between variants and is read once for each variant. */
abstract class VariantSection<T> extends Section<T> {
    VariantSection(String name, String sentence, String example) {
        super(name, sentence, example);
    }

    /**
     * Input of a section.
     *
     * @param root the merged layers, with parameters replaced by their values
     * @param variant the variant as written
     * @param added the variant's own faults, with parameters replaced by their values; {@code null} for none
     * @param first whether it is the first variant
     * @param prices the default price list
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
        /** Returns the vocabulary of the language definition. */
        Vocabulary vocabulary() {
            return dialect.vocabulary();
        }
    }

    /** Reads the section, or returns the default if it is absent. Reports problems to the collector. */
    abstract T read(Source source);

    /** Checks its references to other sections, after all sections are read. */
    void check(ParsedSections parts, Source source) {}

    /** Returns whether measurements may depend on the section. */
    boolean isMeasured() {
        return true;
    }

    @Override
    public boolean isSettable() {
        return true;
    }

    @Override
    public boolean parametric() {
        return true;
    }

    @Override
    public List<Line> resolvedLines(ResolvedVariant variant) {
        List<Line> lines = new ArrayList<>();
        for (Setting setting : variant.settings()) {
            SettingPath path = SettingPath.parse(setting.path(), variant.components());
            if (path.section().equals(name()) && isShown(path, setting)) {
                lines.add(line(path, setting));
            }
        }
        return lines;
    }

    /** Returns whether a resolved scenario has a line for a setting of the section. */
    boolean isShown(SettingPath path, Setting setting) {
        return true;
    }

    /** Returns the line of a setting of the section. */
    Line line(SettingPath path, Setting setting) {
        return new Line(path.innerSteps(), setting.value(), setting.origin());
    }

    /** Returns the variant sections of a list of sections. */
    static List<VariantSection<?>> variantSections(List<Section<?>> sections) {
        return sections.stream()
                .filter(VariantSection.class::isInstance)
                .<VariantSection<?>>map(VariantSection.class::cast)
                .toList();
    }
}
