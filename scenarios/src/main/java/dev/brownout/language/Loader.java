package dev.brownout.language;

import dev.brownout.io.BoundedFile;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.FaultSettings;
import dev.brownout.language.binding.Profiles;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.overlay.Library;
import dev.brownout.language.overlay.LoadScale;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.overlay.ScenarioInheritance;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.section.FileParts;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.language.section.PriceListParser;
import dev.brownout.language.section.WrittenVariant;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads scenarios from files, from the library, or from text. */
public final class Loader {
    private final LanguageDefinition dialect;
    private final Library library;
    private final boolean checksBuild;
    private final Profiles profiles = Profiles.shippedInstance();

    /** Creates a loader for the standard language. Scenarios may inherit from those of the library. */
    public Loader(Library library) {
        this(LanguageDefinition.standard(), library, true);
    }

    /** Creates a loader for another language definition. It does not build scenarios to find further errors. */
    public Loader(LanguageDefinition dialect, Library library) {
        this(dialect, library, false);
    }

    private Loader(LanguageDefinition dialect, Library library, boolean checksBuild) {
        this.dialect = dialect;
        this.library = library;
        this.checksBuild = checksBuild;
    }

    /**
     * Reads a scenario file. Other files that it names must lie below the root of its project: the nearest folder above
     * it that contains {@code .git}, or else its own folder.
     *
     * @throws InvalidScenarioException with all problems of the file
     * @throws IOException if the file cannot be read
     */
    public ScenarioFile load(Path file, Overrides overrides) throws InvalidScenarioException, IOException {
        return load(file, overrides, opened -> {});
    }

    /**
     * Reads a scenario file and reports the other files that it names.
     *
     * @param opened receives each file that the scenario names before it is read, including missing files
     * @throws InvalidScenarioException with all problems of the file
     * @throws IOException if the file cannot be read
     */
    public ScenarioFile load(Path file, Overrides overrides, Consumer<Path> opened)
            throws InvalidScenarioException, IOException {
        String text = text(file);
        return load(name(file), file.toString(), text, ReferencedFiles.ofFolder(file, opened), overrides);
    }

    /**
     * Returns the name of the scenario in a file: the file name without the extension {@code .yml} or {@code .yaml}.
     */
    public static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /**
     * Returns the text of a scenario file.
     *
     * @throws InvalidScenarioException if the file name contains characters that cannot be printed
     * @throws IOException if the file cannot be read
     */
    public static String text(Path file) throws InvalidScenarioException, IOException {
        if (!QuotedText.line(file.toString()).equals(file.toString())) {
            throw new InvalidScenarioException(List.of(Problem.fileError(
                    ProblemKind.FORM,
                    file.toString(),
                    Sentence.of("the name of a scenario file has only visible characters"))));
        }
        return BoundedFile.text(file, YamlReader.MOST_BYTES);
    }

    /**
     * Reads a scenario that is not a file, such as one of the library.
     *
     * @param name name of the scenario, also used in messages
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile load(String name, String text, Overrides overrides) throws InvalidScenarioException {
        return load(name, name, text, ReferencedFiles.withoutFolder(), overrides);
    }

    /**
     * Parses one assertion, as written under {@code sla:}.
     *
     * @throws IllegalArgumentException if the text is not an assertion; the message states the expected form
     */
    public static Relation assertion(String text) {
        try {
            return RelationParser.relation(text);
        } catch (ValueException e) {
            throw new InvalidValueException(e.sentence(), e);
        }
    }

    /**
     * Parses the name of a metric, as written on the left side of an assertion.
     *
     * @throws IllegalArgumentException if the text is not a metric; the message states the expected form
     */
    public static Metric metric(String text) {
        try {
            return RelationParser.metric(text);
        } catch (ValueException e) {
            throw new InvalidValueException(e.sentence(), e);
        }
    }

    /**
     * Reads a scenario.
     *
     * @param name name of the scenario; also its title if it has none
     * @param source name of the file in messages
     * @param files access to the files that the scenario may reference
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile load(String name, String source, String text, ReferencedFiles files, Overrides overrides)
            throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Node document = YamlReader.read(source, text, SourceLocation.FILE, findings);
        if (document == null) {
            findings.throwIfAny();
        }
        if (!(document instanceof Entries fileRoot)) {
            findings.error(document.location(), "a scenario is a map of sections, such as components: and requests:");
            throw new InvalidScenarioException(findings.sorted());
        }
        return load(name, text, fileRoot, files, overrides, findings);
    }

    /**
     * Reads a scenario from a tree. Problems have the locations of its nodes.
     *
     * @param name name of the scenario; also its title if it has none
     * @param files access to the files that the scenario may reference
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile load(String name, Entries root, ReferencedFiles files, Overrides overrides)
            throws InvalidScenarioException {
        return load(name, "", root, files, overrides, new ProblemCollector());
    }

    private ScenarioFile load(
            String name,
            String text,
            Entries fileRoot,
            ReferencedFiles files,
            Overrides overrides,
            ProblemCollector findings)
            throws InvalidScenarioException {
        Entries root = new ScenarioInheritance(library, files, findings).mergeParents(fileRoot);
        FileParts parts = FileParts.read(root, name, dialect, findings);
        List<ScenarioFile.Variant> variants = variants(parts, files, overrides, findings);
        findings.throwIfAny();
        return new ScenarioFile(
                name,
                parts.title(),
                parts.question(),
                parts.answer(),
                parts.lesson(),
                text,
                ScenarioDigest.digest(variants, files.recorded()),
                variants,
                parts.sweep(),
                findings.sorted());
    }

    private List<ScenarioFile.Variant> variants(
            FileParts parts, ReferencedFiles files, Overrides overrides, ProblemCollector findings) {
        List<ScenarioFile.Variant> loadedVariants = new ArrayList<>();
        VariantLoader variantLoader =
                new VariantLoader(dialect, files, profiles, prices(overrides, findings), findings);
        LayerMerger merger = new LayerMerger(dialect.sections(), findings);
        FaultSettings faultSettings = new FaultSettings(overrides.sets(), dialect.vocabulary(), findings);
        List<WrittenVariant> writtenVariants = parts.variants();
        Set<String> usedParameters = new TreeSet<>();
        Parameters parameters = null;
        List<Entries> layeredVariants =
                new OverrideApplier(merger, findings).apply(parts.root(), layered(parts, merger, findings), overrides);
        for (int i = 0; i < writtenVariants.size(); i++) {
            WrittenVariant variant = writtenVariants.get(i);
            findings.inVariant(variant.name());
            Entries layered = layeredVariants.get(i);
            parameters = new Parameters(layered.get(Parameters.SECTION), usedParameters, findings);
            parameters.changedBy(layered.get(DeclaredNames.FAULTS));
            parameters.changedBy(variant.faults());
            Entries expanded = withFaults(
                    scaleLoad(parameters.expand(layered, dialect.sections()), overrides.peak(), findings),
                    faultSettings);
            Node faults = variant.faults() == null ? null : faultSettings.apply(parameters.expand(variant.faults()));
            ResolvedSettings settings = new ResolvedSettings();
            parameters.note(settings);
            ScenarioFile.Variant loaded =
                    variantLoader.read(expanded, variant, faults, i == 0, parts.title(), settings);
            if (loaded != null) {
                loadedVariants.add(loaded);
            } else if (checksBuild) {
                variantLoader.checkRest(expanded, variant, faults, i == 0);
            }
        }
        findings.inVariant("");
        faultSettings.reportUnknown();
        Map<String, Set<String>> withoutData = findings.addUnresolved();
        loadedVariants.replaceAll(variant -> variant.withoutData(withoutData.getOrDefault(variant.name(), Set.of())));
        if (findings.errors() > 0 && checksBuild) {
            variantLoader.checkLoadedVariants(loadedVariants, writtenVariants.size());
        }
        findings.inVariant("");
        parameters.warnOfUnused();
        if (findings.errors() == 0) {
            Reachability.warn(parts.root(), loadedVariants, findings);
            validateSweep(parts, layeredVariants.get(0), variantLoader, findings);
        }
        return loadedVariants;
    }

    /** Returns the variants by name, each with its changes to the file. */
    private static Map<String, Entries> layered(FileParts parts, LayerMerger merger, ProblemCollector findings) {
        Map<String, Entries> variants = new LinkedHashMap<>();
        for (WrittenVariant variant : parts.variants()) {
            findings.inVariant(variant.name());
            variants.put(variant.name(), variant.layeredOn(parts.root(), merger));
        }
        return variants;
    }

    private static Entries prices(Overrides overrides, ProblemCollector findings) {
        return overrides
                .prices()
                .map(priceList ->
                        PriceListParser.list(priceList.name(), priceList.text(), SourceLocation.SET, findings))
                .orElseGet(PriceListParser::shippedList);
    }

    /**
     * Applies the first value of each swept setting to the first variant, one setting at a time, and reports values
     * that the variant rejects.
     */
    private void validateSweep(
            FileParts parts, Entries layered, VariantLoader variantLoader, ProblemCollector findings) {
        WrittenVariant variant = parts.variants().get(0);
        parts.firstSweptValues().forEach((path, value) -> {
            ProblemCollector scratch = new ProblemCollector();
            Entries changed = new LayerMerger(dialect.sections(), scratch).set(layered, path, value, value.location());
            Parameters parameters = new Parameters(changed.get(Parameters.SECTION), new TreeSet<>(), scratch);
            parameters.changedBy(changed.get(DeclaredNames.FAULTS));
            variantLoader
                    .with(scratch)
                    .read(
                            parameters.expand(changed, dialect.sections()),
                            variant,
                            null,
                            true,
                            "",
                            new ResolvedSettings());
            scratch.problemsAt(value.location())
                    .forEach(problem -> findings.error(problem.rule(), value.location(), problem.sentence()));
        });
    }

    /** Returns the scenario with the settings of faults applied to the timeline of the file. */
    private static Entries withFaults(Entries root, FaultSettings settings) {
        Entry faults = root.entries().get(DeclaredNames.FAULTS);
        return faults == null
                ? root
                : root.with(DeclaredNames.FAULTS, new Entry(faults.key(), settings.apply(faults.value())));
    }

    /** Scales the load to a peak rate; leaves it unchanged if the peak is empty. */
    private static Entries scaleLoad(Entries root, String peak, ProblemCollector findings) {
        if (peak.isEmpty()) {
            return root;
        }
        SourceText source = SourceText.of("--vary load", peak);
        return LoadScale.scaleToPeak(
                peak, root, new SourceLocation(source, 1, 1, peak.length(), SourceLocation.SET, List.of()), findings);
    }
}
