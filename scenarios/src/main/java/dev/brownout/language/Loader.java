package dev.brownout.language;

import dev.brownout.io.BoundedFile;
import dev.brownout.language.binding.DeclaredNames;
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
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.TextLimits;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads scenarios from files, from the library, or from text. */
public final class Loader {
    private final LanguageDefinition dialect;
    private final Library library;
    private final boolean buildable;
    private final Profiles profiles = Profiles.shipped();

    /** Creates a loader for the standard language, with parents from a library. */
    public Loader(Library library) {
        this(LanguageDefinition.standard(), library, true);
    }

    /** Creates a loader for another language definition. Its scenarios are not built to find further errors. */
    public Loader(LanguageDefinition dialect, Library library) {
        this(dialect, library, false);
    }

    private Loader(LanguageDefinition dialect, Library library, boolean buildable) {
        this.dialect = dialect;
        this.library = library;
        this.buildable = buildable;
    }

    /**
     * Reads a scenario file. Other files that it names must lie below the root of its project: the nearest folder above
     * it that contains {@code .git}, or else its own folder.
     *
     * @throws InvalidScenarioException with all problems of the file
     * @throws IOException if the file cannot be read
     */
    public ScenarioFile load(Path file, Overrides overrides) throws InvalidScenarioException, IOException {
        return load(file, overrides, other -> {});
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
        return load(name(file), file.toString(), text, ReferencedFiles.beside(file, opened), overrides);
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
            throw new InvalidScenarioException(List.of(Problem.errorOfWhole(
                    ProblemKind.FORM,
                    file.toString(),
                    "the name of a scenario's file has only characters that show themselves")));
        }
        return BoundedFile.text(file, YamlReader.MOST_BYTES);
    }

    /**
     * Reads a scenario that is not a file, such as one of the library.
     *
     * @param name its name in messages
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile load(String name, String text, Overrides overrides) throws InvalidScenarioException {
        return load(name, name, text, new ReferencedFiles(Optional.empty(), Optional.empty()), overrides);
    }

    /**
     * Parses one assertion, as written under {@code sla:}.
     *
     * @throws IllegalArgumentException if the text is not an assertion; the message says what was expected
     */
    public static Relation assertion(String text) {
        try {
            return RelationParser.relation(text);
        } catch (ValueException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    /**
     * Parses the name of a metric, as written on the left side of an assertion.
     *
     * @throws IllegalArgumentException if the text is not a metric; the message says what was expected
     */
    public static Metric metric(String text) {
        try {
            return RelationParser.metric(text);
        } catch (ValueException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    /**
     * Reads a scenario.
     *
     * @param name the title of a scenario that has none
     * @param source its name in messages
     * @param files the files that it may name
     * @throws InvalidScenarioException with all problems of the scenario
     */
    public ScenarioFile load(String name, String source, String text, ReferencedFiles files, Overrides overrides)
            throws InvalidScenarioException {
        ProblemCollector findings = new ProblemCollector();
        Node written = YamlReader.read(source, text, SourceLocation.FILE, findings);
        if (written == null) {
            findings.throwIfAny();
        }
        if (!(written instanceof Entries own)) {
            findings.error(written.place(), "a scenario is a map of sections, such as components: and requests:");
            throw new InvalidScenarioException(findings.sorted());
        }
        Entries root = new ScenarioInheritance(library, files, findings).under(own);
        FileParts whole = FileParts.read(root, name, dialect, findings);
        List<ScenarioFile.Variant> variants = variants(whole, files, overrides, findings);
        findings.throwIfAny();
        return new ScenarioFile(
                name,
                whole.title(),
                whole.question(),
                whole.lesson(),
                text,
                ScenarioDigest.of(variants, files.recorded()),
                variants,
                whole.sweep(),
                findings.sorted());
    }

    private List<ScenarioFile.Variant> variants(
            FileParts whole, ReferencedFiles files, Overrides overrides, ProblemCollector findings) {
        List<ScenarioFile.Variant> read = new ArrayList<>();
        Entries prices = overrides
                .prices()
                .map(list -> PriceListParser.list(list.name(), list.text(), SourceLocation.SET, findings))
                .orElseGet(PriceListParser::shippedList);
        VariantLoader reader = new VariantLoader(dialect, files, profiles, prices, findings);
        LayerMerger layers = new LayerMerger(dialect.sections(), findings);
        List<WrittenVariant> written = whole.variants();
        Set<String> used = new TreeSet<>();
        Parameters parameters = null;
        List<Entries> laid = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            WrittenVariant variant = written.get(i);
            findings.inVariant(variant.name());
            Entries layered = applyOverrides(variant.layeredOn(whole.root(), layers), overrides, layers, findings);
            laid.add(layered);
            parameters = new Parameters(layered.get(Parameters.SECTION), used, findings);
            parameters.changedBy(layered.get(DeclaredNames.FAULTS));
            parameters.changedBy(variant.faults());
            Entries expanded = scaleLoad(parameters.expand(layered, dialect.sections()), overrides.peak(), findings);
            Node faults = variant.faults() == null ? null : parameters.expand(variant.faults());
            ResolvedSettings settings = new ResolvedSettings();
            parameters.note(settings);
            ScenarioFile.Variant one = reader.read(expanded, variant, faults, i == 0, whole.title(), settings);
            if (one != null) {
                read.add(one);
            } else if (buildable) {
                reader.checkRest(expanded, variant, faults, i == 0);
            }
        }
        if (findings.errors() > 0 && buildable) {
            reader.checkBeside(read, written.size());
        }
        findings.inVariant("");
        parameters.warnOfUnused();
        if (findings.errors() == 0) {
            Reachability.warn(whole.root(), read, findings);
            validateSweep(whole, laid.get(0), reader, findings);
        }
        return read;
    }

    /** Applies each swept setting to the first variant, one at a time, and reports values that the variant rejects. */
    private void validateSweep(FileParts whole, Entries laid, VariantLoader reader, ProblemCollector findings) {
        WrittenVariant variant = whole.variants().get(0);
        whole.swept().forEach((path, value) -> {
            ProblemCollector scratch = new ProblemCollector();
            Entries set = new LayerMerger(dialect.sections(), scratch).set(laid, path, value, value.place());
            Parameters parameters = new Parameters(set.get(Parameters.SECTION), new TreeSet<>(), scratch);
            parameters.changedBy(set.get(DeclaredNames.FAULTS));
            reader.with(scratch)
                    .read(parameters.expand(set, dialect.sections()), variant, null, true, "", new ResolvedSettings());
            scratch.at(value.place()).forEach(wrong -> findings.error(wrong.rule(), value.place(), wrong.message()));
        });
    }

    private static Entries scaleLoad(Entries root, String peak, ProblemCollector findings) {
        if (peak.isEmpty()) {
            return root;
        }
        SourceText source = SourceText.of("--vary load", peak);
        return LoadScale.to(
                peak, root, new SourceLocation(source, 1, 1, peak.length(), SourceLocation.SET, List.of()), findings);
    }

    /** Applies the overrides of the command line to a variant: parameters, then settings, then other options. */
    private static Entries applyOverrides(
            Entries root, Overrides overrides, LayerMerger layers, ProblemCollector findings) {
        Entries layered = root;
        for (String param : overrides.params()) {
            layered = applyOverrides(
                    layered, "--param", Parameters.SECTION + ".", param, SourceLocation.PARAM, layers, findings);
        }
        for (String set : overrides.sets()) {
            layered = applyOverrides(layered, "--set", "", set, SourceLocation.SET, layers, findings);
        }
        for (Overrides.Option option : overrides.options()) {
            String typed = option.value();
            SourceText source = SourceText.of(option.name(), typed);
            SourceLocation place =
                    new SourceLocation(source, 1, 1, Math.max(1, typed.length()), SourceLocation.SET, List.of());
            layered = layers.set(layered, option.path(), new Text(typed, true, place), place);
        }
        return layered;
    }

    private static Entries applyOverrides(
            Entries root,
            String option,
            String prefix,
            String text,
            String origin,
            LayerMerger layers,
            ProblemCollector findings) {
        int equals = text.indexOf('=');
        SourceLocation whole =
                new SourceLocation(SourceText.of(option, text), 1, 1, Math.max(1, text.length()), origin, List.of());
        if (equals < 1) {
            findings.error(whole, "'" + text + "' sets nothing; expected " + option + " NAME=VALUE");
            return root;
        }
        if (text.substring(equals + 1).strip().startsWith("&")) {
            findings.error(
                    whole,
                    "a value cannot start with '&', which is an anchor in YAML and names nothing here; put it in"
                            + " quotes");
            return root;
        }
        if (!TextLimits.check(whole.source(), origin, findings)) {
            return root;
        }
        if (text.substring(equals + 1).isBlank()) {
            findings.error(whole, "'" + text + "' has no value; expected " + option + " NAME=VALUE");
            return root;
        }
        ProblemCollector own = new ProblemCollector();
        String padded = " ".repeat(equals + 1) + text.substring(equals + 1);
        Node value = YamlReader.read(whole.source(), padded, origin, own);
        if (value == null || own.errors() > 0) {
            value = new Text(text.substring(equals + 1), true, whole);
        }
        SourceLocation key = new SourceLocation(whole.source(), 1, 1, equals, origin, List.of());
        return layers.set(root, prefix + text.substring(0, equals), value, key);
    }
}
