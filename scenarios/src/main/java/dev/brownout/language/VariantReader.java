package dev.brownout.language;

import dev.brownout.language.Faults.Written;
import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Text;
import dev.brownout.scenario.Scenario;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns a resolved variant into a scenario of the core, and checks what its parts say of each other. */
final class VariantReader {
    private final Vocabulary vocabulary;
    private final Files files;
    private final Profiles profiles;
    private final Entries prices;
    private final Findings findings;
    private final Map<String, List<Refused>> charts = new LinkedHashMap<>();
    /** So often is what is left read again, less what is wrong with it then. */
    private static final int ROUNDS = 6;

    /** A chart that a variant has no numbers for. */
    private record Refused(Place place, String message) {}

    VariantReader(Vocabulary vocabulary, Files files, Profiles profiles, Entries prices, Findings findings) {
        this.vocabulary = vocabulary;
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
        WithoutErrors rest = new WithoutErrors(root, vocabulary.sections());
        List<Problem> errors = findings.errorsWithin(variant.name());
        for (int i = 0; i < ROUNDS && rest.without(errors); i++) {
            Findings scratch = new Findings();
            ScenarioFile.Variant left = with(scratch).read(rest.left(), variant, added, first, "", new Settings());
            if (left != null) {
                complain(
                        left,
                        one -> !rest.doubts(
                                one.path(),
                                one.getMessage(),
                                left.place(one).source().line(left.place(one).line())));
                return;
            }
            errors = scratch.sorted().stream().filter(p -> !p.warning()).toList();
        }
    }

    /**
     * The same of the variants that can be read beside one that cannot, and of charts of what no variant has; what one
     * of them has may be drawn of that one.
     *
     * @param variants how many there are
     */
    void checkBeside(List<ScenarioFile.Variant> read, int variants) {
        read.forEach(variant -> {
            findings.within(variant.name());
            complain(variant, one -> true);
        });
        findings.within("");
        charts.values().stream()
                .filter(each -> each.size() == variants)
                .map(each -> each.get(0))
                .forEach(chart -> findings.error(chart.place(), chart.message()));
    }

    private void complain(ScenarioFile.Variant variant, Predicate<ScenarioException> certain) {
        variant.impossible(still -> {}).stream().filter(certain).forEach(one -> {
            String message = ScenarioFile.Variant.message(one);
            if (one.path().startsWith(ChartsSection.SECTION.name() + ".")) {
                charts.computeIfAbsent(one.path(), path -> new ArrayList<>())
                        .add(new Refused(variant.place(one), message));
            } else {
                findings.error(variant.place(one), message);
            }
        });
    }

    /** The same with findings of its own. */
    VariantReader with(Findings others) {
        return new VariantReader(vocabulary, files, profiles, prices, others);
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
        Names names = Names.of(root, vocabulary);
        Binder binder = new Binder(vocabulary, names, files, profiles, findings, settings);
        VariantSection.Source source = new VariantSection.Source(
                root, variant, added, first, prices, vocabulary, names, binder, files, settings, findings);
        List<VariantSection<?>> sections = VariantSection.among(vocabulary.sections());
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
