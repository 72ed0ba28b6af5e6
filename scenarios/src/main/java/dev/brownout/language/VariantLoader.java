package dev.brownout.language;

import dev.brownout.language.binding.Profiles;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Problem;
import dev.brownout.language.section.Dialect;
import dev.brownout.language.section.VariantReader;
import dev.brownout.language.section.WrittenVariant;
import dev.brownout.language.value.Files;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.Settings;
import dev.brownout.scenario.Scenario;
import java.util.List;

/** Reads resolved variants, and of one that cannot be read whatever is left of it. */
final class VariantLoader {
    /** So often is what is left read again, less what is wrong with it then. */
    private static final int ROUNDS = 6;

    private final Dialect dialect;
    private final VariantReader reader;
    private final Findings findings;

    VariantLoader(Dialect dialect, Files files, Profiles profiles, Entries prices, Findings findings) {
        this(dialect, new VariantReader(dialect, files, profiles, prices, findings), findings);
    }

    private VariantLoader(Dialect dialect, VariantReader reader, Findings findings) {
        this.dialect = dialect;
        this.reader = reader;
        this.findings = findings;
    }

    /** The same with findings of its own. */
    VariantLoader with(Findings others) {
        return new VariantLoader(dialect, reader.with(others), others);
    }

    /**
     * Reads a variant; see {@link VariantReader#read}.
     *
     * @return the variant; {@code null} where something is wrong, which is then among the findings
     */
    ScenarioFile.Variant read(
            Entries root, WrittenVariant variant, Node added, boolean first, String title, Settings settings) {
        Scenario scenario = reader.read(root, variant, added, first, title, settings);
        if (scenario == null) {
            return null;
        }
        List<String> breaks = variant.breaks().stream().map(Text::value).toList();
        return new ScenarioFile.Variant(variant.name(), scenario, breaks, settings, root.place(), dialect);
    }

    /**
     * Adds what is impossible about the rest of a variant that cannot be read, such as metrics and machines that are
     * not there, so that it is not found only when everything else is mended.
     */
    void checkRest(Entries root, WrittenVariant variant, Node added, boolean first) {
        WithoutErrors rest = new WithoutErrors(root, dialect.sections());
        List<Problem> errors = findings.errorsWithin(variant.name());
        for (int i = 0; i < ROUNDS && rest.without(errors); i++) {
            Findings scratch = new Findings();
            ScenarioFile.Variant left = with(scratch).read(rest.left(), variant, added, first, "", new Settings());
            if (left != null) {
                left.impossible(still -> {}).stream()
                        .filter(one -> !one.path().startsWith("charts.")
                                || variant.key().equals(root.place()))
                        .filter(one -> !rest.doubts(
                                one.path(),
                                one.getMessage(),
                                left.place(one).source().line(left.place(one).line())))
                        .forEach(one -> findings.error(left.place(one), ScenarioFile.Variant.message(one)));
                return;
            }
            errors = scratch.sorted().stream().filter(p -> !p.warning()).toList();
        }
    }
}
