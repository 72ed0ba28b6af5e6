package dev.brownout.language;

import dev.brownout.language.binding.Profiles;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.VariantReader;
import dev.brownout.language.section.WrittenVariant;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads resolved variants. If a variant has errors, it also checks the remaining parts of the variant. */
final class VariantLoader {
    /** Maximum number of times that a variant is read again, each time without the parts in error. */
    private static final int MAX_ROUNDS = 6;

    private final LanguageDefinition dialect;
    private final VariantReader reader;
    private final ProblemCollector findings;
    private final Map<String, List<RefusedPart>> shared = new LinkedHashMap<>();

    /** A chart or a metric of the answer for which a variant has no data. */
    private record RefusedPart(ProblemKind rule, SourceLocation place, Sentence message) {}

    VariantLoader(
            LanguageDefinition dialect,
            ReferencedFiles files,
            Profiles profiles,
            Entries prices,
            ProblemCollector findings) {
        this(dialect, new VariantReader(dialect, files, profiles, prices, findings), findings);
    }

    private VariantLoader(LanguageDefinition dialect, VariantReader reader, ProblemCollector findings) {
        this.dialect = dialect;
        this.reader = reader;
        this.findings = findings;
    }

    /** Returns a loader that reports to another problem collector. */
    VariantLoader with(ProblemCollector collector) {
        return new VariantLoader(dialect, reader.with(collector), collector);
    }

    /**
     * Reads a variant; see {@link VariantReader#read}.
     *
     * @return the variant, or {@code null} if it has errors, which are reported to the collector
     */
    ScenarioFile.Variant read(
            Entries root, WrittenVariant variant, Node faults, boolean first, String title, ResolvedSettings settings) {
        Scenario scenario = reader.read(root, variant, faults, first, title, settings);
        if (scenario == null) {
            return null;
        }
        List<String> breaks = variant.breaks().stream().map(Text::value).toList();
        return new ScenarioFile.Variant(
                variant.name(),
                scenario,
                breaks,
                settings,
                root.location(),
                dialect,
                scenario.evaluation().sla());
    }

    /**
     * Adds build errors of the rest of a variant that cannot be read, such as unknown metrics and hosts. Otherwise they
     * would be found only after all other errors are fixed.
     */
    void checkRest(Entries root, WrittenVariant variant, Node faults, boolean first) {
        WithoutErrors remaining = new WithoutErrors(root, dialect.sections());
        List<Problem> errors = findings.errorsWithin(variant.name());
        for (int i = 0; i < MAX_ROUNDS && remaining.remove(errors); i++) {
            ProblemCollector scratch = new ProblemCollector();
            ScenarioFile.Variant remainingVariant =
                    with(scratch).read(remaining.remainingPart(), variant, faults, first, "", new ResolvedSettings());
            if (remainingVariant != null) {
                reportBuildErrors(
                        findings::consequence,
                        remainingVariant,
                        error -> !remaining.isConsequence(
                                error.path(),
                                error.getMessage(),
                                remainingVariant
                                        .place(error)
                                        .source()
                                        .line(remainingVariant.place(error).line())));
                return;
            }
            errors = scratch.sorted().stream()
                    .filter(problem -> !problem.warning())
                    .toList();
        }
    }

    /**
     * Adds build errors of the variants that can be read beside one that cannot, and of charts and metrics of the
     * answer for which no variant has data.
     *
     * @param variants the number of variants of the scenario
     */
    void checkLoadedVariants(List<ScenarioFile.Variant> loadedVariants, int variants) {
        loadedVariants.forEach(variant -> {
            findings.inVariant(variant.name());
            reportBuildErrors(findings::error, variant, error -> true);
        });
        findings.inVariant("");
        shared.values().stream()
                .filter(refusals -> refusals.size() == variants)
                .map(refusals -> refusals.get(0))
                .forEach(part -> findings.error(part.rule(), part.place(), part.message()));
    }

    /** Reports an error of a build with its location. */
    private interface ErrorSink {
        void add(ProblemKind rule, SourceLocation place, Sentence message);
    }

    private void reportBuildErrors(ErrorSink sink, ScenarioFile.Variant variant, Predicate<ScenarioException> filter) {
        variant.buildErrors(review -> {}).stream().filter(filter).forEach(error -> {
            Sentence message = SpellingSuggestion.message(error);
            if (ScenarioFile.Variant.isShared(error)) {
                shared.computeIfAbsent(error.path(), path -> new ArrayList<>())
                        .add(new RefusedPart(ProblemKind.of(error), variant.place(error), message));
            } else if (!findings.isRefused(error.path())) {
                sink.add(ProblemKind.of(error), variant.place(error), message);
            }
        });
    }
}
