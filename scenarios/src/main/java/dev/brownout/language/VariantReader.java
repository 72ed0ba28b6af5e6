package dev.brownout.language;

import dev.brownout.language.Faults.Written;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Problem;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.Settings;
import dev.brownout.scenario.Scenario;
import java.util.List;

/** Turns a resolved variant into a scenario of the core, and checks what its parts say of each other. */
final class VariantReader {
    private final Dialect dialect;
    private final Files files;
    private final Profiles profiles;
    private final Entries prices;
    private final Findings findings;
    /** So often is what is left read again, less what is wrong with it then. */
    private static final int ROUNDS = 6;

    VariantReader(Dialect dialect, Files files, Profiles profiles, Entries prices, Findings findings) {
        this.dialect = dialect;
        this.files = files;
        this.profiles = profiles;
        this.prices = prices;
        this.findings = findings;
    }

    /**
     * Adds what is impossible about the rest of a variant that cannot be read, such as metrics and machines that are
     * not there, so that it is not found only when everything else is mended.
     */
    void checkRest(Entries root, VariantsSection.Variant variant, Node added, boolean first) {
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

    /** The same with findings of its own. */
    VariantReader with(Findings others) {
        return new VariantReader(dialect, files, profiles, prices, others);
    }

    /**
     * Reads a variant.
     *
     * @param root all layers, laid over one another, with the values of parameters put in
     * @param added the variant's own faults, with the values of parameters put in; {@code null} for none
     * @param first whether it is the first variant, the only one that predictions are about
     * @param settings takes every setting that is read
     * @return the variant; {@code null} where something is wrong, which is then among the findings
     */
    ScenarioFile.Variant read(
            Entries root, VariantsSection.Variant variant, Node added, boolean first, String title, Settings settings) {
        int before = findings.errors();
        Names names = Names.of(root, dialect.vocabulary());
        Binder binder = new Binder(dialect.vocabulary(), names, files, profiles, findings, settings);
        VariantSection.Source source = new VariantSection.Source(
                root, variant, added, first, prices, dialect, names, binder, files, settings, findings);
        List<VariantSection<?>> sections = VariantSection.among(dialect.sections());
        Parts parts = new Parts();
        sections.forEach(section -> parts.read(section, source));
        sections.forEach(section -> section.check(parts, source));
        if (findings.errors() > before) {
            return null;
        }
        List<String> breaks = variant.breaks().stream().map(Text::value).toList();
        return new ScenarioFile.Variant(
                variant.name(), scenario(title, parts), breaks, settings, root.place(), sections);
    }

    /** Where the parts that a run needs come together. */
    private static Scenario scenario(String title, Parts parts) {
        RunSpec run = parts.of(RunSection.SECTION);
        return new Scenario(
                title,
                run.duration().toNanos(),
                run.warmup().toNanos(),
                run.seed(),
                parts.of(NetworkSection.SECTION),
                parts.of(RegionsSection.SECTION),
                parts.of(ComponentsSection.SECTION),
                parts.of(RequestsSection.SECTION),
                parts.of(LoadSection.SECTION),
                parts.of(FaultsSection.SECTION).stream().map(Written::fault).toList(),
                parts.of(SlaSection.SECTION),
                parts.of(PredictSection.SECTION),
                parts.of(ChartsSection.SECTION),
                parts.of(PriceListSection.SECTION));
    }
}
