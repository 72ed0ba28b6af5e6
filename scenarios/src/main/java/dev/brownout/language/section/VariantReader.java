package dev.brownout.language.section;

import dev.brownout.language.binding.Binder;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultParser.ParsedFault;
import dev.brownout.language.binding.Profiles;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.scenario.EvaluationSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.scenario.WorkloadSpec;
import java.util.List;

/** Converts a resolved variant into a scenario of the simulator core, and checks references between its parts. */
public final class VariantReader {
    private final LanguageDefinition dialect;
    private final ReferencedFiles files;
    private final Profiles profiles;
    private final Entries prices;
    private final ProblemCollector findings;

    /** Creates a reader with the files and profiles that variants may name, and a default price list. */
    public VariantReader(
            LanguageDefinition dialect,
            ReferencedFiles files,
            Profiles profiles,
            Entries prices,
            ProblemCollector findings) {
        this.dialect = dialect;
        this.files = files;
        this.profiles = profiles;
        this.prices = prices;
        this.findings = findings;
    }

    /** Returns a reader that reports to another problem collector. */
    public VariantReader with(ProblemCollector collector) {
        return new VariantReader(dialect, files, profiles, prices, collector);
    }

    /**
     * Reads a variant.
     *
     * @param root the merged layers, with parameters replaced by their values
     * @param faults the variant's own faults, with parameters replaced by their values; {@code null} for none
     * @param first whether it is the first variant, the only one that predictions apply to
     * @param settings receives every setting that is read
     * @return the scenario, or {@code null} if it is invalid; the problems are then reported
     */
    public Scenario read(
            Entries root, WrittenVariant variant, Node faults, boolean first, String title, ResolvedSettings settings) {
        int errorsBefore = findings.errors();
        DeclaredNames names = DeclaredNames.of(root, dialect.vocabulary());
        Binder binder = new Binder(dialect.vocabulary(), names, files, profiles, findings, settings);
        VariantSection.Source source = new VariantSection.Source(
                root, variant, faults, first, prices, dialect, names, binder, files, settings, findings);
        variant.answer().forEach(slot -> settings.place(slot.metric().path(), slot.location()));
        List<VariantSection<?>> sections = VariantSection.variantSections(dialect.sections());
        ParsedSections parts = new ParsedSections();
        sections.forEach(section -> parts.read(section, source));
        sections.forEach(section -> section.check(parts, source));
        return findings.errors() > errorsBefore ? null : scenario(title, variant, parts);
    }

    /** Combines the parsed sections into the scenario that a run needs. */
    private Scenario scenario(String title, WrittenVariant variant, ParsedSections parts) {
        RunSpec run = parts.of(RunSection.SECTION);
        return new Scenario(
                title,
                run.duration().toNanos(),
                run.warmup().toNanos(),
                run.seed(),
                parts.of(NetworkSection.SECTION),
                parts.of(RegionsSection.SECTION),
                parts.of(ComponentsSection.SECTION),
                new WorkloadSpec(
                        parts.of(RequestsSection.SECTION),
                        parts.of(LoadSection.SECTION),
                        parts.of(JourneysSection.SECTION)),
                parts.of(FaultsSection.SECTION).stream()
                        .filter(fault -> !RelationChecks.isAfterEnd(fault, run))
                        .map(ParsedFault::fault)
                        .toList(),
                parts.of(AlertsSection.SECTION),
                new EvaluationSpec(
                        parts.of(SlaSection.SECTION),
                        parts.of(PredictSection.SECTION),
                        parts.of(ChartsSection.SECTION),
                        variant.answer().stream().map(AnswerSlot::metric).toList()),
                parts.of(PriceListSection.SECTION),
                dialect.vocabulary().policies());
    }
}
